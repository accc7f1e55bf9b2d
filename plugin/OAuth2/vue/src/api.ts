/*!
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

import { AjaxHelper, Matomo, translate } from 'CoreHome';
import { SystemSetting } from './types';

interface Refusal {
  result: 'error';
  message: string;
}

function isRefusal(answer: unknown): answer is Refusal {
  return !!answer && (answer as Refusal).result === 'error';
}

/** The session has ended: the page must be reloaded so that the user can log in again. */
export class SessionEnded extends Error {}

/** Decodes the error's message, which Matomo sends encoded for HTML, to show it as text. */
function refusal(answer: unknown, status = 200): Error {
  const message = isRefusal(answer) ? Matomo.helper.htmlDecode(answer.message) : '';
  // The page's token ends with the session. Matomo sends the same status if the user lacks access,
  // so the message decides; this one is always in English.
  if (status === 401 && message.startsWith('Unable to authenticate')) {
    return new SessionEnded(translate('General_YourSessionHasExpired'));
  }

  return new Error(message || translate('OAuth2_RequestFailed'));
}

/**
 * Calls an API method as the logged-in user. All parameters are in the request's body, so that none
 * appears in a URL.
 *
 * It does not use AjaxHelper.fetch(), which replaces the server's error message with its own, and
 * whose promise never settles when the network is down.
 */
export function call<T>(method: string, parameters: QueryParameters = {}): Promise<T> {
  return new Promise<T>((resolve, reject) => {
    const request = new AjaxHelper<T>();
    request.addParams({ module: 'API', method, format: 'json' }, 'get');
    request.addParams(parameters, 'post');
    request.useCallbackInCaseOfError();
    request.setErrorCallback(null);
    request.send().then((answer) => {
      if (isRefusal(answer)) {
        reject(refusal(answer));
      } else {
        resolve(answer as T);
      }
    }, (failed: JQuery.jqXHR) => reject(refusal(failed.responseJSON, failed.status)));
    const handle = request.getRequestHandle();
    if (handle) {
      handle.fail((failed: JQuery.jqXHR) => {
        if (failed.status === 0) {
          reject(refusal(null));
        }
      });
    }
  });
}

/** Loads the settings of this plugin only. */
export async function getSettings(): Promise<SystemSetting[]> {
  const plugins = await call<{ pluginName: string, settings: SystemSetting[] }[]>(
    'CorePluginsAdmin.getSystemSettings',
  );

  return plugins.find((plugin) => plugin.pluginName === 'OAuth2')?.settings || [];
}
