import { useHashLocation } from 'wouter/use-hash-location';

/** The place in the window, from the address behind `#`; what follows a `?` there is a page's own. */
function useHash(): ReturnType<typeof useHashLocation> {
  const [place, navigate] = useHashLocation();
  return [place.split('?')[0] ?? '/', navigate];
}

export const useHashPath = Object.assign(useHash, { hrefs: (href: string) => `#${href}` });
