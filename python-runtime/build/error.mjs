// @ts-check
/** A build that cannot go on: one sentence that says why, one that says what to do. */
export class BuildError extends Error {
  /**
   * @param {string} reason
   * @param {string} next
   */
  constructor(reason, next) {
    super(reason)
    this.name = 'BuildError'
    this.next = next
  }
}
