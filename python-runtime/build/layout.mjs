// @ts-check
/** Where the parts of a Python lie inside the runtime's folder, by platform; always with forward slashes. */

/**
 * @typedef {object} Layout
 * @property {string} executable
 * @property {string} libpython
 * @property {readonly string[]} searchPaths what the embedded interpreter's `sys.path` starts with
 * @property {string} stdlib
 * @property {string} extensions the standard library's compiled modules
 * @property {string} sitePackages
 * @property {string} include
 * @property {string} scripts
 */

/**
 * @param {string} platform Node's word: `linux`, `win32`, `darwin`
 * @param {string} python `3.11` or `3.11.7`
 * @returns {Layout}
 */
export function layoutOf(platform, python) {
  const [major, minor] = python.split('.')
  const short = `${major}.${minor}`
  if (platform === 'win32')
    return {
      executable: 'python.exe',
      libpython: `python${major}${minor}.dll`,
      searchPaths: ['Lib', 'DLLs', 'Lib/site-packages'],
      stdlib: 'Lib',
      extensions: 'DLLs',
      sitePackages: 'Lib/site-packages',
      include: 'include',
      scripts: 'Scripts',
    }
  const stdlib = `lib/python${short}`
  return {
    executable: `bin/python${short}`,
    libpython: platform === 'darwin' ? `lib/libpython${short}.dylib` : `lib/libpython${short}.so.1.0`,
    searchPaths: [stdlib, `${stdlib}/lib-dynload`, `${stdlib}/site-packages`],
    stdlib,
    extensions: `${stdlib}/lib-dynload`,
    sitePackages: `${stdlib}/site-packages`,
    include: `include/python${short}`,
    scripts: 'bin',
  }
}
