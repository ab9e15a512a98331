import { describe, expect, test } from 'vitest'
import type { Placement } from '../../../../app/contract/run'
import { type Choice, choose } from '../../../../app/core/engine/choose'

const nothing: Choice = {
  job: {},
  plan: { placement: null, cluster: null },
  setting: null,
  shipped: true,
  crashed: false,
  stuck: false,
}

describe('where a run is executed', () => {
  test.each<[string, Partial<Choice>, Placement]>([
    ['a shipped job', {}, 'app'],
    ['a file of the user', { shipped: false }, 'isolated'],
    ['as the setting says', { setting: 'isolated' }, 'isolated'],
    ['as the setting says for a file', { shipped: false, setting: 'app' }, 'app'],
    ['the author before the setting', { job: { isolation: 'process' }, setting: 'app' }, 'isolated'],
    ['the author of a file', { job: { isolation: 'app' }, shipped: false }, 'app'],
    ['a crash before the author', { job: { isolation: 'app' }, crashed: true }, 'isolated'],
    ['a crash before the setting', { setting: 'app', crashed: true }, 'isolated'],
    ['the run before a crash', { plan: { placement: 'app', cluster: null }, crashed: true }, 'app'],
    ['away from a job that does not stop', { stuck: true }, 'isolated'],
    ['away from it before the author', { job: { isolation: 'app' }, stuck: true }, 'isolated'],
    ['the run before it', { plan: { placement: 'app', cluster: null }, stuck: true }, 'app'],
    ['a scheduler', { plan: { placement: null, cluster: 'tcp://host:8786' }, crashed: true }, 'cluster'],
    ['the run before all', { plan: { placement: 'isolated', cluster: 'tcp://host:8786' } }, 'isolated'],
  ])('%s', (_name, choice, wanted) => {
    expect(choose({ ...nothing, ...choice })).toBe(wanted)
  })
})
