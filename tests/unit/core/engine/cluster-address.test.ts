import { describe, expect, test } from 'vitest'
import { parseClusterAddress } from '../../../../app/core/engine/cluster-address'

describe('the address of a cluster', () => {
  test.each([
    ['tcp://host:8786', 'tcp://host:8786'],
    ['host:8786', 'tcp://host:8786'],
    ['TCP://Host.example:08786', 'tcp://Host.example:8786'],
    ['10.0.0.7:1', 'tcp://10.0.0.7:1'],
    ['[::1]:8786', 'tcp://[::1]:8786'],
    ['localhost:65535', 'tcp://localhost:65535'],
  ])('%s is a scheduler', (given, address) => {
    expect(parseClusterAddress(given)).toEqual({ type: 'scheduler', address })
  })

  test.each([
    ['local:4', 4],
    ['local:1', 1],
    ['local:256', 256],
  ])('%s is yet to be started', (given, workers) => {
    expect(parseClusterAddress(given)).toEqual({ type: 'local', workers })
  })

  test.each([
    ['', 'is not the address'],
    ['host', 'is not the address'],
    ['host:0', 'is not the address'],
    ['host:65536', 'is not the address'],
    ['tcp://host', 'is not the address'],
    ['tcp://user@host:1', 'is not the address'],
    ['tcp://host:1/path', 'is not the address'],
    ['tcp://::1:8786', 'is not the address'],
    ['a host:8786', 'is not the address'],
    ['tls://host:8786', 'not over tls://'],
    ['http://host:8787', 'not over http://'],
    ['local:0', 'a number of workers from 1 to 256'],
    ['local:257', 'a number of workers from 1 to 256'],
  ])('%j is refused', (given, sentence) => {
    expect(() => parseClusterAddress(given)).toThrow(sentence)
  })
})
