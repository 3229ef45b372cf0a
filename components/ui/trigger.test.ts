import { createElement, type ReactElement } from 'react'
import { expect, test } from 'vitest'
import { withProps } from './trigger'

const props = (element: ReactElement) => element.props as Record<string, unknown> & { onClick: () => void }

test('what a trigger says itself stands; what it leaves open is added', () => {
  const button = createElement('span', { id: 'own', title: undefined })
  expect(props(withProps(button, { id: 'other', title: 'More', 'aria-expanded': false }))).toMatchObject({
    id: 'own',
    title: 'More',
    'aria-expanded': false,
  })
})

test('its own handler runs first; one that is undefined is none', () => {
  const ran: string[] = []
  const open = () => ran.push('open')
  props(
    withProps(createElement('span', { onClick: () => void ran.push('own') }), { onClick: open }),
  ).onClick()
  expect(ran).toEqual(['own', 'open'])
  props(withProps(createElement('span', { onClick: undefined }), { onClick: open })).onClick()
  expect(ran).toEqual(['own', 'open', 'open'])
})

test('both refs are given the element, and told when it goes', () => {
  const own = { current: null as unknown }
  const theirs: unknown[] = []
  const element = withProps(createElement('span', { ref: own as never }), {
    ref: (given) => void theirs.push(given),
  })
  const ref = props(element).ref as (given: unknown) => void
  ref('button')
  expect(own.current).toBe('button')
  ref(null)
  expect(own.current).toBe(null)
  expect(theirs).toEqual(['button', null])
})

test('more than one element, or none, is no trigger', () => {
  expect(() => withProps('text', {})).toThrow('A trigger is one element.')
})
