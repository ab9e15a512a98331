/** What the benchmark of the history takes from the app. */
export { History } from '../../../app/core/index/history'
export { RunStore } from '../../../app/core/store/store'
