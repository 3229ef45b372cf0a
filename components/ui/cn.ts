import { type ClassValue, clsx } from 'clsx'
import { extendTailwindMerge } from 'tailwind-merge'

const merge = extendTailwindMerge({
  extend: {
    theme: {
      text: ['title', 'section', 'body', 'cell', 'meta', 'figure', 'code', 'touch'],
      radius: ['tag', 'control', 'card', 'dialog', 'full'],
      shadow: ['float'],
      ease: ['calm'],
    },
  },
})

/** Joins class names; of two that set the same property the later one wins. */
export function cn(...classes: ClassValue[]): string {
  return merge(clsx(classes))
}
