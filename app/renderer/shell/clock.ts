/** The time, as something components can subscribe to. */
import { useEffect, useState } from 'react'

/** Now, renewed every `every` milliseconds while `ticking`. */
export function useNow(every: number, ticking = true): number {
  const [now, setNow] = useState(Date.now)
  useEffect(() => {
    if (!ticking) return
    setNow(Date.now())
    const timer = setInterval(() => setNow(Date.now()), every)
    return () => clearInterval(timer)
  }, [every, ticking])
  return now
}
