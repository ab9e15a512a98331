import type { ObjectFieldTemplateProps } from '@rjsf/utils'
import { useContext } from 'react'
import { Icon } from '../icons/Icon'
import styles from './Field.module.css'
import { splitFields } from './field'
import { MoreFold } from './more-fold'
import { FormScope } from './scope'

/** The form itself: what has to be filled in and the first few options, then the rest behind "More". */
export function ObjectTemplate({ fieldPathId, properties, title }: ObjectFieldTemplateProps) {
  const { fields } = useContext(FormScope)
  const fold = useContext(MoreFold)
  const contentOf = (name: string) => properties.find((property) => property.name === name)?.content
  if (fieldPathId.path.length > 0) {
    return (
      <fieldset className={styles.group}>
        <legend>{title}</legend>
        {properties.filter(({ hidden }) => !hidden).map(({ content }) => content)}
      </fieldset>
    )
  }
  const { shown, more } = splitFields(fields)
  return (
    <>
      {shown.map(({ name }) => contentOf(name))}
      {more.length > 0 && (
        <>
          <button
            type="button"
            className={styles.more}
            aria-expanded={fold.open}
            aria-controls="more-fields"
            onClick={() => fold.setOpen(!fold.open)}
          >
            <Icon shape="right" size={12} />
            More
            <span aria-hidden="true">{more.length}</span>
          </button>
          <div id="more-fields" hidden={!fold.open}>
            {more.map(({ name }) => contentOf(name))}
          </div>
        </>
      )}
    </>
  )
}
