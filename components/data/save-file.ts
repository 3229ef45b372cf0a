/** A browser under load begins with the file some time after it was told to. */
const KEPT_MS = 60_000

/** Hands its user a file that this tab holds; it goes nowhere but to their own disk. */
export function saveFile(name: string, file: Blob): void {
  const address = URL.createObjectURL(file)
  const link = document.createElement('a')
  link.href = address
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(address), KEPT_MS)
}
