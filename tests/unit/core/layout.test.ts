import { describe, expect, test } from 'vitest'
import { layout, type Place } from '../../../app/core/layout'

const linux: Place = { appRoot: '/repo', resourcesPath: null, env: {}, platform: 'linux', home: '/home/ada' }

describe('in a checkout', () => {
  test('everything is in the repository, data is in the home folder', () => {
    expect(layout(linux)).toEqual({
      appRoot: '/repo',
      packaged: false,
      addon: '/repo/native/build/Release/gilder.node',
      runtime: '/repo/python-runtime/env',
      runtimeNamed: false,
      pythonPath: '/repo/python-runtime',
      jobs: '/repo/python-runtime/jobs',
      data: '/home/ada/.local/share/gilder',
      ownJobs: '/home/ada/.local/share/gilder/jobs',
      places: '/home/ada/.local/share/gilder/own-jobs.json',
      trust: '/home/ada/.local/share/gilder/trust.json',
      runs: '/home/ada/.local/share/gilder/runs',
      index: '/home/ada/.local/share/gilder/index',
      rules: '/home/ada/.local/share/gilder/history.json',
      cache: '/home/ada/.local/share/gilder/cache',
      crashes: '/home/ada/.local/share/gilder/crashed-jobs.json',
      cluster: '/home/ada/.local/share/gilder/cluster.json',
      packCatalogue: '/repo/python-runtime/gilder/packs/catalogue.json',
      packs: '/home/ada/.local/share/gilder/packs',
      pip: '/repo/.cache/tools',
      inside: '/home/ada/.local/share/gilder/inside',
      sqlite: '/repo/node_modules/@photostructure/sqlite',
    })
  })

  test('Electron has a resources folder of its own there, which is not ours', () => {
    expect(layout({ ...linux, resourcesPath: '/electron/resources' }).jobs).toBe('/repo/python-runtime/jobs')
  })
})

describe('packaged', () => {
  test.each([null, '/opt/Gilder/resources'])(
    'resources are beside app.asar (resourcesPath %s)',
    (resourcesPath) => {
      const found = layout({ ...linux, appRoot: '/opt/Gilder/resources/app.asar', resourcesPath })
      expect(found.packaged).toBe(true)
      expect(found.addon).toBe('/opt/Gilder/resources/native/gilder.node')
      expect(found.runtime).toBe('/opt/Gilder/resources/python-runtime/env')
      expect(found.pythonPath).toBe('/opt/Gilder/resources/python-runtime')
      expect(found.sqlite).toBe('/opt/Gilder/resources/sqlite/node_modules/@photostructure/sqlite')
    },
  )

  test('on Windows', () => {
    const appRoot = 'C:\\Programs\\Gilder\\resources\\app.asar'
    const env = { LOCALAPPDATA: 'C:\\Users\\Zoë\\AppData\\Local' }
    const found = layout({ appRoot, resourcesPath: null, env, platform: 'win32', home: 'C:\\Users\\Zoë' })
    expect(found.addon).toBe('C:\\Programs\\Gilder\\resources\\native\\gilder.node')
    expect(found.runs).toBe('C:\\Users\\Zoë\\AppData\\Local\\Gilder\\runs')
  })
})

describe('data folder', () => {
  const data = (place: Partial<Place>): string => layout({ ...linux, ...place }).data

  test.each<[string, Partial<Place>, string]>([
    ['XDG_DATA_HOME', { env: { XDG_DATA_HOME: '/big/disk' } }, '/big/disk/gilder'],
    [
      'a relative XDG_DATA_HOME is ignored',
      { env: { XDG_DATA_HOME: 'disk' } },
      '/home/ada/.local/share/gilder',
    ],
    ['GILDER_DATA before all', { env: { XDG_DATA_HOME: '/a', GILDER_DATA: '/b c/ü' } }, '/b c/ü'],
    ['an empty GILDER_DATA is none', { env: { GILDER_DATA: '' } }, '/home/ada/.local/share/gilder'],
    ['macOS', { platform: 'darwin' }, '/home/ada/Library/Application Support/Gilder'],
    ['Windows without LOCALAPPDATA', { platform: 'win32', home: 'C:\\U' }, 'C:\\U\\AppData\\Local\\Gilder'],
  ])('%s', (_name, place, expected) => {
    expect(data(place)).toBe(expected)
  })

  test('a relative GILDER_DATA counts from where the user stands', () => {
    expect(data({ env: { GILDER_DATA: 'here' } })).toBe(`${process.cwd()}/here`)
  })
})

test('GILDER_RUNTIME replaces the runtime, and nothing else', () => {
  const found = layout({ ...linux, env: { GILDER_RUNTIME: '/other/env' } })
  expect(found.runtime).toBe('/other/env')
  expect(found.pythonPath).toBe('/repo/python-runtime')
})
