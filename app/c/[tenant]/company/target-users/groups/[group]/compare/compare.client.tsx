'use client'

import { FileUp } from 'lucide-react'
import { useState, useTransition } from 'react'
import { useDropzone } from 'react-dropzone'
import { useTranslations } from 'use-intl'
import { useWords } from '@/components/messages.client'
import { Button } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { cn } from '@/components/ui/cn'
import { TextareaField } from '@/components/ui/field'
import { Notice } from '@/components/ui/notice'
import type { Drift } from '@/lib/directory/drift'
import type { Text } from '@/lib/messages/text'
import { readFile, readText, type Sheet } from '../../../import/sheet'
import { compareAction } from './actions'
import { Differences } from './differences.client'
import { namesOf } from './names'

/** Takes the group's list from the identity provider, dropped, chosen or pasted, and shows what differs. */
export function Compare({ tenant, groupId, most }: { tenant: string; groupId: string; most: number }) {
  const t = useTranslations('groups.compare')
  const words = useWords()
  const [pasted, setPasted] = useState('')
  const [fault, setFault] = useState<string>()
  const [drift, setDrift] = useState<Drift>()
  const [busy, start] = useTransition()

  function compare(read: Sheet | Text) {
    if ('key' in read) return setFault(words(read))
    const names = namesOf(read)
    if (names.length === 0) return setFault(t('nobody'))
    if (names.length > most) return setFault(t('tooMany', { most }))
    setFault(undefined)
    start(async () => {
      const result = await compareAction(tenant, groupId, names)
      if (result.ok) setDrift(result.data)
      else setFault(Object.values(result.errors)[0])
    })
  }

  const drop = useDropzone({
    onDrop: async ([file]) => file && compare(await readFile(file)),
    multiple: false,
    noClick: true,
    noKeyboard: true,
    disabled: busy,
  })

  return (
    <div className="flex flex-col gap-4" aria-busy={busy}>
      <Card title={t('title')} description={t('text')}>
        <div className="flex flex-col gap-4">
          {fault && <Notice tone="err">{fault}</Notice>}
          <div
            {...drop.getRootProps({
              className: cn(
                'flex flex-col items-center gap-3 rounded-card border border-border-strong border-dashed px-4 py-8 text-center transition-colors',
                drop.isDragActive && 'border-accent bg-hover',
              ),
            })}
          >
            <input {...drop.getInputProps({ 'aria-label': t('choose') })} />
            <FileUp className="size-6 text-fg-3" />
            <p className="font-medium text-body">{t('drop')}</p>
            <Button onClick={drop.open}>{t('choose')}</Button>
          </div>
          <TextareaField
            label={t('paste')}
            hint={t('pasteHint')}
            rows={4}
            value={pasted}
            onChange={(event) => setPasted(event.currentTarget.value)}
            spellCheck={false}
            optional
          />
          <div>
            <Button
              variant="primary"
              reason={pasted.trim() === '' ? t('pasteFirst') : undefined}
              onClick={() => compare(readText(pasted, { name: '', encoding: 'UTF-8' }))}
            >
              {t('compare')}
            </Button>
          </div>
        </div>
      </Card>
      {drift && <Differences tenant={tenant} drift={drift} />}
    </div>
  )
}
