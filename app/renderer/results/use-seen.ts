import { type RefObject, useEffect, useRef, useState } from 'react'

/** True from the moment the element has come near the visible part, so that long results are drawn as they are read. */
export function useSeen<E extends Element>(): readonly [RefObject<E | null>, boolean] {
  const place = useRef<E>(null)
  const [seen, setSeen] = useState(false)
  useEffect(() => {
    const element = place.current
    if (seen || element === null) return
    const observer = new IntersectionObserver(
      (entries) => {
        if (entries.some((entry) => entry.isIntersecting)) setSeen(true)
      },
      { rootMargin: '300px' },
    )
    observer.observe(element)
    return () => observer.disconnect()
  }, [seen])
  return [place, seen]
}
