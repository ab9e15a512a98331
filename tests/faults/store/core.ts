/** What the writer of the crash test takes from the app; bundled, because it runs in processes of its own. */
export { IndexedStore } from '../../../app/core/index/indexed-store'
