/** The plumb line: a cord and its bob. Decorative, beside the name. */
export function PlumbMark({ size }: { size: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 32 32" aria-hidden="true" focusable="false">
      <rect x="7" y="2" width="18" height="3" rx="1.5" fill="#0F6CBD" />
      <rect x="15.2" y="4" width="1.6" height="12" fill="#0F6CBD" />
      <path d="M11 15h10v4l-5 11-5-11z" fill="#B4530A" />
      <path d="M11 15h10v3H11z" fill="#7A3503" />
    </svg>
  )
}
