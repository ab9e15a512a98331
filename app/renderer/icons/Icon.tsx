import { type Shape, shapes } from './shapes'

interface Props {
  readonly shape: Shape
  readonly size?: number
  readonly className?: string | undefined
}

/** Always beside words or inside something with a name, so never read out itself. */
export function Icon({ shape, size = 16, className }: Props) {
  return (
    <svg
      className={className}
      width={size}
      height={size}
      viewBox="0 0 16 16"
      fill="none"
      stroke="currentColor"
      strokeWidth={1.5}
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
      focusable="false"
    >
      <path d={shapes[shape]} />
    </svg>
  )
}
