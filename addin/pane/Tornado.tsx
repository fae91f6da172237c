import { Caption1, tokens } from '@fluentui/react-components'
import { useTranslation } from 'react-i18next'
import type { WireProblem } from '#model/contract.ts'
import type { EntityName } from '#model/entities.ts'
import type { SimulationDriver } from '#model/simulation-contract.ts'
import { useFrameStyles } from './frame-styles.ts'
import { JumpLink } from './JumpLink.tsx'

const minutesPerDay = 1440

/** What moves the finish, the most first: how early and how late the finish is expected where this alone goes well or badly. Early
 *  and late differ by pattern, and the days stand beside the bar. */
export function Tornado(props: {
  drivers: readonly SimulationDriver[]
  expected: number
  sheets: readonly EntityName[]
  onJump: (at: WireProblem['at']) => void
}) {
  const { t } = useTranslation()
  const styles = useFrameStyles()
  const { drivers, expected } = props
  const reach = Math.max(
    1,
    ...drivers.flatMap(one => [Math.abs(one.finishLow - expected), Math.abs(one.finishHigh - expected)]),
  )
  const share = (minutes: number) => (Math.abs(minutes) / reach) * 50
  const days = (minutes: number) =>
    `${minutes > 0 ? '+' : minutes < 0 ? '−' : ''}${(Math.abs(minutes) / minutesPerDay).toFixed(1)}`
  return (
    <ol className={styles.list} data-tornado style={{ gap: '6px' }}>
      {drivers.map(driver => {
        const low = driver.finishLow - expected
        const high = driver.finishHigh - expected
        return (
          <li key={`${driver.sheet} ${driver.rowKey}`}>
            <div className={styles.row} style={{ alignItems: 'baseline' }}>
              <span className={styles.grow}>
                <JumpLink
                  text={`${driver.code} ${driver.name}`}
                  at={{ sheet: driver.sheet, rowKey: driver.rowKey, code: driver.code, field: 'name' }}
                  sheets={props.sheets}
                  onJump={props.onJump}
                />
              </span>
              <Caption1 className={styles.badge}>
                {t('simulation.between', { low: days(Math.min(low, high)), high: days(Math.max(low, high)) })}
              </Caption1>
            </div>
            <svg viewBox="0 0 100 6" width="100%" height="12" preserveAspectRatio="none" aria-hidden>
              <line x1="50" x2="50" y1="0" y2="6" stroke={tokens.colorNeutralForeground1} strokeWidth="0.4" />
              <rect
                x={50 - share(Math.min(low, high, 0))}
                width={share(Math.min(low, high, 0))}
                y="1"
                height="4"
                fill={tokens.colorNeutralBackground1}
                stroke={tokens.colorBrandForeground1}
                strokeWidth="0.5"
              />
              <rect
                x="50"
                width={share(Math.max(low, high, 0))}
                y="1"
                height="4"
                fill={tokens.colorBrandForeground1}
              />
            </svg>
          </li>
        )
      })}
    </ol>
  )
}
