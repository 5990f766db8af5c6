// The few names that a caller of the local issuer must know.

/** What the API accepts as `aud`. */
export const AUDIENCE = 'urn:zhida:api';
export const CONSOLE_CLIENT = 'console';
export const SCRIPT_CLIENT = 'scripts';
/** An extension grant (RFC 6749, 4.5): a script names the demo user it acts as, in `user`. */
export const DEMO_USER_GRANT = 'urn:zhida:grant-type:demo-user';
/** Everything of the issuer lies under this path of the platform's address. */
export const SIGN_IN_PATH = '/sign-in';
