import { monitorEventLoopDelay } from 'node:perf_hooks'

// Preloaded into a server that is measured (`node --import`): what it alone can say of itself, over the channel
// to its parent. Nothing of it is in production.
const RESOLUTION_MILLISECONDS = 5
const delay = monitorEventLoopDelay({ resolution: RESOLUTION_MILLISECONDS })
delay.enable()

/** How late the event loop was: the histogram also counts the time that it was to wait. */
const late = (nanoseconds) => Math.max(0, nanoseconds / 1e6 - RESOLUTION_MILLISECONDS)

process.on('message', (message) => {
  if (message === 'begin') delay.reset()
  const { user, system } = process.cpuUsage()
  process.send({
    cpuSeconds: (user + system) / 1e6,
    megabytes: process.memoryUsage.rss() / 2 ** 20,
    mostMegabytes: process.resourceUsage().maxRSS / 1024,
    loopMilliseconds: { p50: late(delay.percentile(50)), p99: late(delay.percentile(99)) },
  })
})
process.channel.unref()
