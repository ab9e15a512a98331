import { useStore } from '../store/store'

/** Says to a screen reader what others see happen. */
export function Announcer() {
  const { seq, text } = useStore((state) => state.said)
  return (
    <div className="spoken" role="status" aria-live="polite">
      <span key={seq}>{text}</span>
    </div>
  )
}
