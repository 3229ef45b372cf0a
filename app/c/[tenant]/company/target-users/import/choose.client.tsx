'use client'

import { Download, FileUp } from 'lucide-react'
import { useState } from 'react'
import { useDropzone } from 'react-dropzone'
import { useTranslations } from 'use-intl'
import { saveFile } from '@/components/data/save-file'
import { useWords } from '@/components/messages.client'
import { Button } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { cn } from '@/components/ui/cn'
import { Disclosure } from '@/components/ui/disclosure'
import { TextareaField } from '@/components/ui/field'
import { Notice } from '@/components/ui/notice'
import { MOST_ROWS } from '@/lib/directory/local/import/choices'
import type { Text } from '@/lib/messages/text'
import { csvFile, readFile, readText, type Sheet } from './sheet'

const TEMPLATE =
  'userName,givenName,familyName,email,title,department,manager,mobilePhone,active\r\ngrace.hopper@acme.example,Grace,Hopper,grace.hopper@acme.example,Engineer,Research,Ada Byron,+1 555 0100,true\r\n'

/** Step 1: a file that is dropped, chosen or pasted. */
export function ChooseStep({ onRead }: { onRead: (sheet: Sheet) => void }) {
  const t = useTranslations('import')
  const words = useWords()
  const [fault, setFault] = useState<Text>()
  const [busy, setBusy] = useState(false)
  const [pasted, setPasted] = useState('')

  function take(read: Sheet | Text) {
    if ('key' in read) setFault(read)
    else onRead(read)
  }

  async function open([file]: readonly File[]) {
    if (!file) return
    setBusy(true)
    setFault(undefined)
    take(await readFile(file))
    setBusy(false)
  }

  const drop = useDropzone({ onDrop: open, multiple: false, noClick: true, noKeyboard: true, disabled: busy })

  return (
    <Card title={t('choose.title')}>
      <div className="flex flex-col gap-4">
        {fault && <Notice tone="err">{words(fault)}</Notice>}
        <div
          {...drop.getRootProps({
            className: cn(
              'flex flex-col items-center gap-3 rounded-card border border-border-strong border-dashed px-4 py-10 text-center transition-colors',
              drop.isDragActive && 'border-accent bg-hover',
            ),
          })}
        >
          <input {...drop.getInputProps({ 'aria-label': t('choose.button') })} />
          <FileUp className="size-6 text-fg-3" />
          <p className="font-medium text-body">
            {drop.isDragActive ? t('choose.dropNow') : t('choose.drop')}
          </p>
          <p className="text-fg-3 text-meta">{t('choose.or')}</p>
          <Button variant="primary" aria-busy={busy || undefined} onClick={drop.open}>
            {busy ? t('choose.reading') : t('choose.button')}
          </Button>
          <p className="max-w-[56ch] text-fg-2 text-meta">{t('choose.accepts', { rows: MOST_ROWS })}</p>
        </div>
        <Disclosure summary={t('choose.paste')}>
          <div className="flex flex-col items-start gap-3 pt-2">
            <TextareaField
              label={t('choose.pasteLabel')}
              rows={6}
              value={pasted}
              onChange={(event) => setPasted(event.currentTarget.value)}
              spellCheck={false}
              className="w-full"
            />
            <Button
              onClick={() => {
                setFault(undefined)
                take(readText(pasted, { name: t('choose.pasted'), encoding: 'UTF-8' }))
              }}
            >
              {t('choose.pasteButton')}
            </Button>
          </div>
        </Disclosure>
        <div>
          <Button onClick={() => saveFile('people.csv', csvFile(`\ufeff${TEMPLATE}`))}>
            <Download />
            {t('choose.template')}
          </Button>
        </div>
      </div>
    </Card>
  )
}
