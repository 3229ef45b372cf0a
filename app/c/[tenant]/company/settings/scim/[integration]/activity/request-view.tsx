import Link from 'next/link'
import { type Route, routes } from '@/components/routes'
import { ButtonLink } from '@/components/ui/button'
import { JsonView } from '@/components/ui/json-view.client'
import { KeyValueList } from '@/components/ui/key-value'
import { Notice } from '@/components/ui/notice'
import { AgoAndTime, RelativeTime } from '@/components/ui/relative-time.client'
import { StatusPill, type StatusTone } from '@/components/ui/status-pill'
import type { RequestDetail } from '@/lib/activity/request'
import { getTranslations, getWords } from '@/lib/auth/language'
import { Again } from './again'
import { RequestChanges } from './changes'
import { curlOf, supportText } from './copies'
import { CopyAs } from './copy.client'
import type { LoadedRequest } from './load-request'
import { Part } from './part'
import { placeHref } from './places'

const TONES: Record<RequestDetail['result'], StatusTone> = {
  read: 'neutral',
  write: 'ok',
  failed: 'err',
  refused: 'warn',
}

/** One request from its sentence down to its bytes. */
export async function RequestView(loaded: LoadedRequest) {
  const { tenant, integrationId, baseUrl, request } = loaded
  const [t, words] = await Promise.all([getTranslations(), getWords()])
  const { who, remedy } = request
  const sentence = words(request.sentence)
  return (
    <div className="flex min-w-0 flex-col gap-5">
      <header className="flex flex-col items-start gap-2">
        <StatusPill
          tone={TONES[request.result]}
          word={`${request.status} ${t(`activity.results.${request.result}`)}`}
        />
        <p className="text-section first-letter:uppercase [overflow-wrap:anywhere]">{sentence}</p>
        <p className="text-cell text-fg-2">
          <AgoAndTime at={request.at} /> · {t('activity.reference', { reference: request.reference })}
        </p>
        <div className="flex flex-wrap gap-2">
          <CopyAs label={t('activity.copyCurl')} text={curlOf(request, baseUrl)} />
          <CopyAs label={t('activity.copySupport')} text={supportText(request, sentence)} />
          {who && (
            <ButtonLink
              size="sm"
              href={who.type === 'User' ? routes.user(tenant, who.id) : routes.group(tenant, who.id)}
            >
              {t(who.type === 'User' ? 'activity.openUser' : 'activity.openGroup')}
            </ButtonLink>
          )}
        </div>
      </header>
      {remedy && (
        <>
          <Notice tone="warn" title={t('activity.why')}>
            <p>{words(remedy.why)}</p>
            {request.detail && (
              <p className="mt-1 text-cell">{t('activity.told', { detail: request.detail })}</p>
            )}
          </Notice>
          <Part title={t('activity.fix')}>
            <ol className="flex list-decimal flex-col gap-1 ps-5 text-body marker:text-fg-3">
              {remedy.steps.map((step) => (
                <li key={step.key}>{words(step)}</li>
              ))}
            </ol>
            {remedy.places.length > 0 && (
              <div className="mt-3 flex flex-wrap gap-2">
                {remedy.places.map((place) => (
                  <ButtonLink
                    key={place}
                    size="sm"
                    href={placeHref(place, tenant, integrationId, request.subject)}
                  >
                    {t(`problems.places.${place}`)}
                  </ButtonLink>
                ))}
              </div>
            )}
          </Part>
        </>
      )}
      <Again {...loaded} />
      <RequestChanges request={request} />
      <Part title={t('activity.parts.request')}>
        <KeyValueList
          items={[
            { label: t('activity.columns.method'), value: request.method },
            { label: t('activity.columns.path'), value: <Code>{request.path}</Code> },
            ...(request.query
              ? [{ label: t('activity.query'), value: <Code>{readable(request.query)}</Code> }]
              : []),
            {
              label: t('activity.columns.token'),
              value: request.tokenMasked && <Code>{request.tokenMasked}</Code>,
            },
            { label: t('activity.columns.address'), value: request.address },
            { label: t('activity.userAgent'), value: request.userAgent },
            ...named(request.headers),
          ]}
        />
        <Body label={t('activity.requestBody')} text={request.requestBody} />
      </Part>
      <Part title={t('activity.parts.response')}>
        <KeyValueList
          items={[
            { label: t('activity.columns.result'), value: String(request.status) },
            ...named({ scimType: request.scimType }),
            {
              label: t('activity.columns.duration'),
              value: t('activity.milliseconds', { duration: request.durationMicroseconds / 1_000 }),
            },
          ]}
        />
        <Body label={t('activity.responseBody')} text={request.responseBody} />
      </Part>
      {request.related.length > 0 && (
        <Part title={t('activity.parts.related')}>
          <ul className="flex flex-col divide-y">
            {request.related.map((line) => (
              <li key={line.id} className="flex items-baseline justify-between gap-4 py-1.5 text-cell">
                <Link
                  prefetch={false}
                  href={routes.request(tenant, integrationId, line.id) as Route}
                  className="min-w-0 truncate first-letter:uppercase hover:underline"
                >
                  {words(line.sentence)}
                </Link>
                <span className="shrink-0 text-fg-3 text-meta">
                  <RelativeTime at={line.at} />
                </span>
              </li>
            ))}
          </ul>
        </Part>
      )}
    </div>
  )
}

/** Rows for what has a technical name and a value. */
function named(values: Readonly<Record<string, string | null>>) {
  return Object.entries(values).flatMap(([name, value]) =>
    value === null ? [] : { label: <Code>{name}</Code>, value: <Code>{value}</Code> },
  )
}

function Code({ children }: { children: string }) {
  return <code className="font-mono text-code [overflow-wrap:anywhere]">{children}</code>
}

function Body({ label, text }: { label: string; text: string | null }) {
  if (text === null) return null
  try {
    return <JsonView label={label} value={JSON.parse(text)} />
  } catch {
    // Cut, or never JSON.
    return (
      <pre className="max-h-80 overflow-auto whitespace-pre-wrap rounded-card border bg-subtle p-3 font-mono text-code [overflow-wrap:anywhere]">
        {text}
      </pre>
    )
  }
}

function readable(query: string): string {
  try {
    return decodeURIComponent(query.replaceAll('+', ' '))
  } catch {
    return query
  }
}
