import type { Api } from '../contract/api'

declare global {
  interface Window {
    /** Put there by the preload script before any of this runs. */
    readonly gilder: Api
  }
}
