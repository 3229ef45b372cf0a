import type { Route } from '@/components/routes'
import { Button, ButtonLink } from '@/components/ui/button'
import { SelectField, TextField } from '@/components/ui/field'
import { getTranslations } from '@/lib/auth/language'
import { AUDIT_SUBJECTS, type AuditSearch } from '@/lib/history/input'

/** What the log is narrowed by: a form whose answer is an address. */
export async function AuditFilters({
  action,
  search,
  view,
  actors,
}: {
  action: Route
  search: AuditSearch
  view: string | undefined
  actors: readonly string[]
}) {
  const t = await getTranslations()
  const narrowed = Boolean(search.q || search.actor || search.action || search.from || search.to)
  return (
    <search>
      {/* The fields begin anew when the address says something else. */}
      <form
        key={JSON.stringify(search)}
        action={action}
        aria-label={t('audit.filters.label')}
        className="grid grid-cols-2 items-end gap-3 md:grid-cols-3 xl:grid-cols-[2fr_1.5fr_1.5fr_1fr_1fr_auto]"
      >
        {view && <input type="hidden" name="view" value={view} />}
        <TextField
          label={t('audit.filters.q')}
          name="q"
          type="search"
          defaultValue={search.q}
          placeholder={t('audit.filters.qHint')}
          required={false}
          maxLength={200}
          className="max-md:col-span-2"
        />
        <SelectField
          label={t('audit.filters.actor')}
          name="actor"
          data-key="f"
          defaultValue={search.actor}
          options={[
            { value: '', label: t('audit.filters.anybody') },
            ...actors.map((name) => ({ value: name, label: name })),
          ]}
        />
        <SelectField
          label={t('audit.filters.action')}
          name="action"
          defaultValue={search.action}
          options={[
            { value: '', label: t('audit.filters.anything') },
            ...AUDIT_SUBJECTS.map((subject) => ({ value: subject, label: t(`audit.subject.${subject}`) })),
          ]}
        />
        <TextField
          label={t('audit.filters.from')}
          name="from"
          type="date"
          defaultValue={search.from}
          required={false}
        />
        <TextField
          label={t('audit.filters.to')}
          name="to"
          type="date"
          defaultValue={search.to}
          required={false}
        />
        <div className="flex gap-2 max-md:col-span-2">
          <Button type="submit">{t('audit.filters.apply')}</Button>
          {narrowed && <ButtonLink href={action}>{t('audit.filters.clear')}</ButtonLink>}
        </div>
      </form>
    </search>
  )
}
