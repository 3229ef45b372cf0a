'use client'

import { Maximize2 } from 'lucide-react'
import type { ReactNode } from 'react'
import { Dialog } from '@/components/ui/dialog.client'
import type { Picture } from '@/lib/integrations/pictures/picture'
import { Drawing } from './drawing.client'

/** A drawing in its place, and larger in a dialog, with what its marks mean. */
export function Zoom({
  title,
  label,
  alt,
  caption,
  picture,
  children,
}: {
  title: string
  label: string
  alt: string
  caption: string
  picture: Picture
  children: ReactNode
}) {
  return (
    <figure className="mt-3">
      <div className="relative overflow-hidden rounded-card border">
        <div role="img" aria-label={alt} className="text-meta">
          <Drawing picture={picture} />
        </div>
        <Dialog
          title={title}
          description={caption}
          width="wide"
          trigger={
            <button
              type="button"
              aria-label={label}
              className="group/zoom absolute inset-0 flex cursor-zoom-in items-start justify-end rounded-card p-1 outline-offset-[-2px]!"
            >
              <span className="rounded-control bg-subtle p-1 text-fg-3 transition-colors group-hover/zoom:bg-hover group-hover/zoom:text-fg">
                <Maximize2 className="size-3.5" />
              </span>
            </button>
          }
        >
          <div className="grid gap-5 lg:grid-cols-[minmax(0,1.9fr)_minmax(0,1fr)]">
            <div
              role="img"
              aria-label={alt}
              className="self-start overflow-hidden rounded-card border text-body"
            >
              <Drawing picture={picture} />
            </div>
            {children}
          </div>
        </Dialog>
      </div>
      <figcaption className="mt-1.5 text-fg-3 text-meta">{caption}</figcaption>
    </figure>
  )
}
