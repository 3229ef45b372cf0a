import { notFound } from 'next/navigation'
import { AppError } from '@/lib/base/errors'

/** What a verb found; the page that says “We can’t find …” for what is not there, or not theirs. */
export async function found<T>(reading: Promise<T>): Promise<T> {
  try {
    return await reading
  } catch (error) {
    if (error instanceof AppError && error.code === 'not-found') notFound()
    throw error
  }
}
