<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Server\Discovery;

/** The reasons why {@see DocumentFolder} cannot write or remove a file. */
enum FolderProblem: string
{
    /** The server's PHP may not write there. */
    case NotWritable = 'not_writable';

    /** The folder, or what should be one, is a symbolic link or a file. */
    case NoFolder = 'no_folder';

    /** The issuer is below index.php, where no file of the folder is. */
    case Issuer = 'issuer';

    /** Somebody else has made the file. */
    case Foreign = 'foreign';
}
