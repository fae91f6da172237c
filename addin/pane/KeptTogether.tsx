import { Fragment } from 'react'

/** A text that breaks only at its middle dots, so that dates and amounts between them stay whole. */
export function KeptTogether({ text }: { text: string }) {
  const parts = text.split(' · ')
  return parts.map((part, at) => (
    <Fragment key={`${part} ${at}`}>
      <span style={{ whiteSpace: 'nowrap' }}>{part}</span>
      {at < parts.length - 1 && ' · '}
    </Fragment>
  ))
}
