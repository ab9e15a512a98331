import { expect, test } from 'vitest'
import { workerArguments, workerEnvironment } from '../../../../../app/core/engine/isolated/environment'

test('nothing that changes the Python which starts comes through, and all else does', () => {
  const hostile = {
    PATH: '/usr/bin',
    HOME: '/home/me',
    CUDA_VISIBLE_DEVICES: '0',
    OMP_NUM_THREADS: '1',
    PYTHONPATH: '/evil',
    PYTHONHOME: '/evil',
    PythonStartup: '/evil',
    LD_PRELOAD: '/evil.so',
    LD_LIBRARY_PATH: '/evil',
    NODE_OPTIONS: '--inspect',
    ELECTRON_RUN_AS_NODE: '1',
    __PYVENV_LAUNCHER__: '/evil',
    DYLD_INSERT_LIBRARIES: '/evil',
    MPLBACKEND: 'TkAgg',
    UNSET: undefined,
  }
  const { GILDER_RUN, ...rest } = workerEnvironment(hostile, 'the-app')
  expect(rest).toEqual({
    PATH: '/usr/bin',
    HOME: '/home/me',
    CUDA_VISIBLE_DEVICES: '0',
    OMP_NUM_THREADS: '1',
    MPLBACKEND: 'Agg',
    GILDER_APP: 'the-app',
  })
  // Room for the longest name of a run.
  expect(GILDER_RUN?.length).toBeGreaterThan('20261123-134550--k7f3'.length + 40)
})

test('it is isolated, and imports from the runtime first and from us last', () => {
  const files = {
    python: '3.11.7',
    environment: '',
    packages: {},
    libpython: '/r/libpython.so',
    home: '/r',
    executable: '/r/python',
    searchPaths: ['/r/lib', '/r/site'],
  }
  const args = workerArguments(files, '/gilder', 42)
  expect(args.slice(0, 6)).toEqual(['-I', '-B', '-X', 'utf8', '-X', 'faulthandler'])
  expect(args.slice(-4)).toEqual(['42', '/r/lib', '/r/site', '/gilder'])
})
