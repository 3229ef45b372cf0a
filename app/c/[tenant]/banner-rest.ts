/** Names the banner that was put aside in this browser, for as long as the cookie lives. */
export const RESTING_COOKIE = 'banner-resting'
