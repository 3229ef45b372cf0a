'use client'

import { Badge } from '@/components/ui/badge'
import { Disclosure } from '@/components/ui/disclosure'
import { Notice } from '@/components/ui/notice'
import { Switch } from '@/components/ui/switch.client'

/** The switch of the wizard and of the Group Settings tab. */
export function GroupSwitch(props: {
  name?: string
  checked: boolean
  disabled?: boolean
  onCheckedChange: (checked: boolean) => void
}) {
  return (
    <Switch
      {...props}
      label="Synchronize groups with Identity Management Platform"
      tag={<Badge tone="info">Recommended</Badge>}
      description="Groups you push from your identity provider are created here, and their members are kept in step. Leave it off to sync people only."
    />
  )
}

export function TwoGroupsNote() {
  return (
    <Notice title="In Okta, don’t push the same group you use to assign the app. Use two groups.">
      <Disclosure summary="Why?">
        Okta doesn’t support one group for both: memberships may be missing or arrive late. Assign people with
        one group, and push another one with the same people.
      </Disclosure>
    </Notice>
  )
}
