/** One conditional format in Excel's terms; the grid's rule is made from it. */
export interface ConditionalFormat {
  id: string
  type:
    | 'Custom'
    | 'DataBar'
    | 'ColorScale'
    | 'IconSet'
    | 'ContainsText'
    | 'CellValue'
    | 'TopBottom'
    | 'PresetCriteria'
  stopIfTrue: boolean
  formula: string
  cellValue: { formula1: string; formula2?: string; operator: string } | null
  text: { operator: string; text: string } | null
  topBottom: { rank: number; type: string } | null
  preset: { criterion: string } | null
  style: {
    fill?: string
    color?: string
    bold?: boolean
    italic?: boolean
    underline?: boolean
    strikethrough?: boolean
  }
  dataBar: {
    fill: string
    negative: string
    gradient: boolean
    showOnly: boolean
    lower: ScalePoint
    upper: ScalePoint
  }
  colorScale: { minimum: ScaleColor; midpoint: ScaleColor | null; maximum: ScaleColor }
  iconSet: { style: string; reverse: boolean; showOnly: boolean; criteria: IconCriterion[] }
}

/** Where a scale begins or ends. */
export interface ScalePoint {
  type: string
  formula?: string
}

/** A point of a scale with its colour. */
export interface ScaleColor extends ScalePoint {
  color: string
}

/** From where on an icon of a set is shown. */
export interface IconCriterion {
  type: string
  operator: string
  formula: string
}

/** A conditional format as Excel makes it before anything is set. */
export function newConditionalFormat(id: string, type: ConditionalFormat['type']): ConditionalFormat {
  return {
    id,
    type,
    stopIfTrue: false,
    formula: '=FALSE',
    cellValue: null,
    text: null,
    topBottom: null,
    preset: null,
    style: {},
    dataBar: {
      fill: '#638EC6',
      negative: '#FF0000',
      gradient: true,
      showOnly: false,
      lower: { type: 'Automatic' },
      upper: { type: 'Automatic' },
    },
    colorScale: {
      minimum: { type: 'LowestValue', color: '#F8696B' },
      midpoint: { type: 'Percentile', formula: '50', color: '#FFEB84' },
      maximum: { type: 'HighestValue', color: '#63BE7B' },
    },
    iconSet: { style: 'ThreeTrafficLights1', reverse: false, showOnly: false, criteria: [] },
  }
}
