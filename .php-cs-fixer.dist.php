<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

return (new PhpCsFixer\Config())
    ->setRiskyAllowed(true)
    ->setCacheFile(__DIR__ . '/var/cache/php-cs-fixer.json')
    ->setRules([
        '@PSR12' => true,
        'array_syntax' => true,
        'declare_strict_types' => true,
        'fully_qualified_strict_types' => true,
        'native_function_invocation' => false,
        'no_superfluous_phpdoc_tags' => ['allow_mixed' => true],
        'no_unused_imports' => true,
        'ordered_imports' => true,
        'single_quote' => true,
        'strict_comparison' => true,
        'strict_param' => true,
        'trailing_comma_in_multiline' => ['elements' => ['arrays', 'arguments', 'parameters', 'match']],
        'visibility_required' => true,
    ])
    ->setFinder(
        PhpCsFixer\Finder::create()
            ->in([__DIR__ . '/plugin', __DIR__ . '/tools/mutation', ...(is_dir(__DIR__ . '/host') ? [__DIR__ . '/host'] : [])])
            ->exclude(['vue', 'node_modules'])
            ->name('*.php')
            ->append([__FILE__]),
    );
