import { createContext } from 'react'

/** Whether the fields under "More" are unfolded; the form opens them itself when one of them is wrong. */
export const MoreFold = createContext<{ readonly open: boolean; readonly setOpen: (open: boolean) => void }>({
  open: false,
  setOpen: () => {},
})
