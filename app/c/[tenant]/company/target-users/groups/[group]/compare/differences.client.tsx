'use client'

import Link from 'next/link'
import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import { routes } from '@/components/routes'
import { Card } from '@/components/ui/card'
import { Notice } from '@/components/ui/notice'
import type { Drift } from '@/lib/directory/drift'

/** Who is missing here, who is in it here alone, and who is in it and inactive. */
export function Differences({ tenant, drift }: { tenant: string; drift: Drift }) {
  const t = useTranslations('groups.compare')
  const { missing, extra, inactive, matched } = drift
  const same = missing.length + extra.length === 0
  const person = ({ id, label, userName }: Drift['extra'][number]) => (
    <Line key={id} detail={userName}>
      <Link
        prefetch={false}
        href={routes.user(tenant, id)}
        className="rounded-tag text-accent-text hover:underline"
      >
        {label}
      </Link>
    </Line>
  )
  return (
    <section aria-label={t('result')} className="flex flex-col gap-4">
      <div role="status">
        <Notice tone={same ? 'ok' : 'warn'} title={t(same ? 'same' : 'differs')}>
          {t('matched', { count: matched })}
        </Notice>
      </div>
      {missing.length > 0 && (
        <Card title={t('missing', { count: missing.length })} description={t('missingText')}>
          <ul>
            {missing.map(({ name, here }) => (
              <Line key={name} detail={t(here ? 'hereNotIn' : 'notHere')}>
                <Link
                  prefetch={false}
                  href={routes.whyNotHere(tenant, name)}
                  className="rounded-tag text-accent-text hover:underline"
                >
                  {name}
                </Link>
              </Line>
            ))}
          </ul>
        </Card>
      )}
      {extra.length > 0 && (
        <Card title={t('extra', { count: extra.length })} description={t('extraText')}>
          <ul>{extra.map(person)}</ul>
        </Card>
      )}
      {inactive.length > 0 && (
        <Card title={t('inactive', { count: inactive.length })} description={t('inactiveText')}>
          <ul>{inactive.map(person)}</ul>
        </Card>
      )}
    </section>
  )
}

function Line({ detail, children }: { detail: string; children: ReactNode }) {
  return (
    <li className="flex flex-wrap justify-between gap-x-4 border-b py-1.5 text-cell [overflow-wrap:anywhere] last:border-b-0">
      {children}
      <span className="text-fg-3">{detail}</span>
    </li>
  )
}
