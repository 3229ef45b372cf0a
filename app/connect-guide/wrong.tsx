import type { ReactNode } from 'react'
import { Notice } from '@/components/ui/notice'
import { RelativeTime } from '@/components/ui/relative-time.client'
import { getTranslations } from '@/lib/auth/language'
import type { WrongCall } from '@/lib/integrations/wrong-call'

/** A wrong call, explained where it is being waited for. */
export async function Wrong({ call, actions }: { call: WrongCall; actions?: ReactNode }) {
  const t = await getTranslations()
  const ago = () => <RelativeTime at={call.at.toISOString()} />
  return (
    <div role="status">
      {/* As high for each cause: the page stays where it is when the next call tells another one. */}
      <Notice tone="warn" title={t('connect.wrong.title')} actions={actions} className="min-h-32">
        {t.rich(call.key, { ...call.values, ago })}
      </Notice>
    </div>
  )
}
