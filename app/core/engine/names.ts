/** The names of the functions on the Python side, in `python-runtime/gilder/host.py`. */
export const host = {
  describe: 'gilder.host:describe',
  validate: 'gilder.host:validate',
  run: 'gilder.host:run',
  mayBeInterrupted: 'gilder.host:may_be_interrupted',
  columns: 'gilder.host:columns',
  preload: 'gilder.host:preload',
  selfTest: 'gilder.selftest:report',
  keepStdout: 'gilder.host:keep_stdout',
  divertStdout: 'gilder.host:divert_stdout',
} as const
