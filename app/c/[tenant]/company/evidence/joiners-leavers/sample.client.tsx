'use client'

import { Dices } from 'lucide-react'
import { type FormEvent, useState } from 'react'
import { useTranslations } from 'use-intl'
import type { List } from '@/components/live/read.client'
import { Button } from '@/components/ui/button'
import { Disclosure } from '@/components/ui/disclosure'
import { TextField } from '@/components/ui/field'
import type { MovementEntry } from '@/lib/evidence/movements'

const SEED = /^[\w-]{1,32}$/

/** Draws some at random, so that another can draw the same ones. */
export function Sample({
  list: { search, query, change },
  size,
  includesToday,
}: {
  list: List<MovementEntry>
  size: number
  includesToday: boolean
}) {
  const t = useTranslations('evidence.movements.sample')
  const [fault, setFault] = useState<string>()
  const draw = () => change({ seed: crypto.getRandomValues(new Uint32Array(1))[0]?.toString(16) ?? '' })

  function use(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    const seed = String(new FormData(event.currentTarget).get('seed') ?? '').trim()
    setFault(SEED.test(seed) ? undefined : t('badSeed'))
    if (SEED.test(seed)) change({ seed })
  }

  return (
    <section className="mb-4 flex flex-col gap-2">
      <div className="flex flex-wrap items-center gap-2 print:hidden">
        <Button onClick={draw}>
          <Dices />
          {search.seed ? t('again') : t('draw', { size })}
        </Button>
        {search.seed && (
          <Button variant="ghost" onClick={() => change({ seed: '' })}>
            {t('end')}
          </Button>
        )}
      </div>
      <div role="status" className="text-body empty:hidden">
        {search.seed && query.data && (
          <>
            <p>{t('drawn', { count: query.data.total, seed: search.seed })}</p>
            {includesToday && <p className="text-cell text-warn-fg">{t('today')}</p>}
          </>
        )}
      </div>
      <Disclosure summary={t('use')} className="print:hidden">
        <form onSubmit={use} className="flex flex-wrap items-start gap-2">
          <TextField
            key={search.seed}
            label={t('seed')}
            name="seed"
            defaultValue={search.seed}
            error={fault}
            maxLength={32}
            autoComplete="off"
            className="w-64"
          />
          <Button type="submit" className="mt-6.5">
            {t('use')}
          </Button>
        </form>
      </Disclosure>
    </section>
  )
}
