/** Python files and folders may be dropped anywhere on the window. */
import { openJobs } from '../store/own'
import { isJobs } from './is-jobs'

/** Called for every drop, after whatever part of the window it fell on. */
export function dropJobs(event: DragEvent): void {
  // A field or the form has taken it.
  const isTaken = event.defaultPrevented
  // A file dropped beside the form must not take the window away from its page.
  event.preventDefault()
  if (isTaken || event.dataTransfer === null) return
  const entries = [...event.dataTransfer.items].map((item) => item.webkitGetAsEntry())
  const paths = [...event.dataTransfer.files].map((file) => window.gilder.pathOf(file))
  paths.forEach((path, index) => {
    if (path !== null && isJobs(path, entries[index]?.isDirectory === true)) void openJobs(path)
  })
}
