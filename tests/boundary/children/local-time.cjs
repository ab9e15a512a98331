/** Datetimes without a time zone, seen by both languages; the parent sets the zone. */
'use strict'
const { addon, started } = require('./start.cjs')

started().then(async () => {
  const dates = await addon.call('boundary_local_time:naive', []).result
  console.log(JSON.stringify({ offset: new Date(2020, 6, 1).getTimezoneOffset(), dates }))
})
