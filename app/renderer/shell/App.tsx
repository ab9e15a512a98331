import { lazy, Suspense } from 'react'
import { FormSkeleton } from '../form/FormSkeleton'
import { History } from '../history/History'
import { JobList } from '../jobs/JobList'
import { QueueButton } from '../queue/QueueButton'
import { RunPane } from '../run/RunPane'
import { Announcer } from './Announcer'
import { Boundary } from './Boundary'
import { formPane } from './later'
import { Notices } from './Notices'
import { QueueStrip } from './QueueStrip'
import { RuntimeStrip } from './RuntimeStrip'

const FormPane = lazy(formPane)

export function App() {
  return (
    <div className="window">
      <div className="strips">
        <RuntimeStrip />
        <QueueStrip />
      </div>
      <nav className="rail" aria-label="Jobs and history">
        <JobList />
        <QueueButton />
        <History />
      </nav>
      <section className="form-pane" aria-label="Parameters">
        <Boundary what="The form">
          <Suspense fallback={<FormSkeleton />}>
            <FormPane />
          </Suspense>
        </Boundary>
      </section>
      <section className="run-pane" aria-label="Run">
        <Boundary what="This run">
          <RunPane />
        </Boundary>
      </section>
      <Announcer />
      <Notices />
    </div>
  )
}
