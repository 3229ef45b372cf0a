import { notFound } from 'next/navigation'
import { AppError } from '@/lib/base/errors'

/** What a verb found; the page that says “We can’t find …” for what is not there, or not theirs. */
export async function found<T extends object>(reading: Promise<T>): Promise<T> {
  return (await unlessMissing(reading)) ?? notFound()
}

/** What a verb found, or undefined: for titles, which are told of what is missing too. */
export async function unlessMissing<T extends object>(reading: Promise<T>): Promise<T | undefined> {
  try {
    return await reading
  } catch (error) {
    if (error instanceof AppError && error.code === 'not-found') return undefined
    throw error
  }
}
