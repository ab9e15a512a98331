/** The address of a Dask scheduler as people write it: `tcp://host:8786`, `host:8786`, `[::1]:8786`, or `local:4`. */
import { GilderError } from '../../contract/error'
import { text } from '../text'

export type ClusterAddress =
  | { readonly type: 'scheduler'; readonly address: string }
  /** None yet: one with so many workers is to be started on this machine. */
  | { readonly type: 'local'; readonly workers: number }

const MOST_WORKERS = 256

/** Throws a GilderError of kind `usage` that says what is wrong with it. */
export function parseClusterAddress(given: string): ClusterAddress {
  const local = /^local:(\d{1,5})$/.exec(given)
  if (local !== null) {
    const workers = Number(local[1])
    if (workers < 1 || workers > MOST_WORKERS) throw new GilderError(text.localWorkers(given, MOST_WORKERS))
    return { type: 'local', workers }
  }
  const [, scheme, place = ''] = /^(?:([a-z][a-z0-9+.-]*):\/\/)?(.*)$/i.exec(given) ?? []
  if (scheme !== undefined && scheme.toLowerCase() !== 'tcp') {
    throw new GilderError(text.clusterScheme(given, scheme.toLowerCase()))
  }
  const [, host, port] = /^(\[[0-9a-f:.%]+\]|[^\s:/@[\]]+):(\d{1,5})$/i.exec(place) ?? []
  if (host === undefined || Number(port) < 1 || Number(port) > 65_535) {
    throw new GilderError(text.clusterAddress(given))
  }
  return { type: 'scheduler', address: `tcp://${host}:${Number(port)}` }
}
