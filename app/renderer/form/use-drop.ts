/** A file may be dropped anywhere on the form; it goes to the field that takes it. */
import { type DragEvent, useRef, useState } from 'react'
import { isJobs } from '../jobs/is-jobs'
import { notify } from '../store/notices'
import type { Values } from '../store/state'
import { accepts, dropTarget } from './drop'
import { type Field, isPath } from './field'

const carriesFiles = (event: DragEvent): boolean => event.dataTransfer.types.includes('Files')

export function useDrop(fields: readonly Field[], values: Values, change: (values: Values) => void) {
  const [over, setOver] = useState(false)
  // Entering a child comes before leaving its parent, so one flag would flicker.
  const depth = useRef(0)

  const move = (step: 1 | -1) => (event: DragEvent) => {
    if (!carriesFiles(event)) return
    depth.current += step
    setOver(depth.current > 0)
  }

  const onDrop = (event: DragEvent<HTMLElement>): void => {
    depth.current = 0
    setOver(false)
    const file = event.dataTransfer.files[0]
    if (file === undefined) return
    const path = window.gilder.pathOf(file)
    if (path === null) {
      notify('error', 'That is not a file on this computer.', 'Save it first, then drop it here.')
      return
    }
    const own = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-place]') : null
    const under = fields.find(({ name }) => name === own?.dataset.place)
    const entry = event.dataTransfer.items[0]?.webkitGetAsEntry()
    const direct = under !== undefined && isPath(under) && accepts(under, path)
    // A program or a folder is for the list, unless it was put right onto a field that takes it.
    if (!direct && isJobs(path, entry?.isDirectory === true)) return
    // The window has no use for it any more.
    event.preventDefault()
    const target = direct ? { to: under } : dropTarget(fields, values, path)
    if ('to' in target) change({ ...values, [target.to.name]: path })
    else notify('error', target.problem)
  }

  return { over, handlers: { onDragEnter: move(1), onDragLeave: move(-1), onDrop } }
}
