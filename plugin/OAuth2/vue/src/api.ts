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

/** The user has to log in again, on a page that is loaded anew. */
export class SessionEnded extends Error {}

/** Matomo sends an error's text encoded for HTML; here it is shown as text. */
function refusal(answer: unknown, status = 200): Error {
  const message = isRefusal(answer) ? Matomo.helper.htmlDecode(answer.message) : '';
  // Said of the token in the page, which ends with the session; in English, for programs. With the
  // same status Matomo refuses what the user may not do.
  if (status === 401 && message.startsWith('Unable to authenticate')) {
    return new SessionEnded(translate('General_YourSessionHasExpired'));
  }

  return new Error(message || translate('OAuth2_RequestFailed'));
}

/**
 * Calls an API method as the user who is logged in. All parameters are in the request's body, so
 * that no URL has them.
 *
 * AjaxHelper.fetch() is not used, because it replaces what the server says about a failed request
 * by a sentence of its own, and because its promise never ends when the network is down.
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

/** The plugin's own settings, without those of all others. */
export async function getSettings(): Promise<SystemSetting[]> {
  const plugins = await call<{ pluginName: string, settings: SystemSetting[] }[]>(
    'CorePluginsAdmin.getSystemSettings',
  );

  return plugins.find((plugin) => plugin.pluginName === 'OAuth2')?.settings || [];
}
