/** The address that somebody has kept for the runs that go to a cluster: `cluster.json` in the data folder. */
import { readFile, rm } from 'node:fs/promises'
import { dirname } from 'node:path'
import { z } from 'zod'
import { GilderError } from '../../contract/error'
import { writeDurably } from '../store/atomic'
import { makeFolder } from '../store/folder'
import { text } from '../text'
import { type ClusterAddress, parseClusterAddress } from './cluster-address'

const Content = z.object({ version: z.literal(1), address: z.string() })

/** Throws a GilderError of kind `usage` when there is none, or none that can be used. */
export async function savedCluster(file: string): Promise<ClusterAddress> {
  const content = await readFile(file, 'utf8').catch(() => null)
  if (content === null) throw new GilderError(text.noSavedCluster)
  const address = addressIn(content)
  if (address === null) throw new GilderError(text.badSavedCluster(file))
  return parseClusterAddress(address)
}

/** In place of the one before; null forgets it. */
export async function saveCluster(file: string, address: string | null): Promise<void> {
  if (address !== null) parseClusterAddress(address)
  try {
    if (address === null) return await rm(file, { force: true })
    await makeFolder(dirname(file))
    await writeDurably(file, `${JSON.stringify({ version: 1, address })}\n`)
  } catch (error) {
    throw new GilderError(text.dataFolder(dirname(file), error))
  }
}

function addressIn(content: string): string | null {
  try {
    return Content.parse(JSON.parse(content)).address
  } catch {
    return null
  }
}
