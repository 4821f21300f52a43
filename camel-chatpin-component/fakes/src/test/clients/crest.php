<?php
// CRest, the vendor's example in PHP: crest.php CREST_HOME HTTPS_WEBHOOK_URL
[, $home, $webhook] = $argv;
$work = sys_get_temp_dir() . '/crest-' . getmypid();
mkdir($work);
copy("$home/src/crest.php", "$work/crest.php");
file_put_contents("$work/settings.php", "<?php\ndefine('C_REST_WEB_HOOK_URL', '$webhook');\n"
    . "define('C_REST_IGNORE_SSL', true);\ndefine('C_REST_BLOCK_LOG', true);\n");
require "$work/crest.php";

function must(bool $condition, string $what, $answer): void
{
    if (!$condition) {
        fwrite(STDERR, "$what: " . json_encode($answer) . "\n");
        exit(1);
    }
    echo "ok - $what\n";
}

$answer = CRest::call('im.recent.pin', ['DIALOG_ID' => 'chat17', 'PIN' => 'Y']);
must($answer['result'] === true, 'pins', $answer);

$answer = CRest::call('im.recent.pin', ['DIALOG_ID' => 'seventeen']);
must($answer['error'] === 'DIALOG_ID_EMPTY', 'is told of an error by its code', $answer);

$answer = CRest::callBatch([
    'first' => ['method' => 'im.recent.list', 'params' => ['LIMIT' => 1]],
    'second' => ['method' => 'im.recent.pin', 'params' => ['DIALOG_ID' => '$result[first][items][0][id]', 'PIN' => 'N']],
]);
must($answer['result']['result']['second'] === true, "uses one command's result in the next", $answer);

$answer = CRest::call('im.recent.list');
must($answer['result']['items'][0]['pinned'] === false, 'reads the list', $answer);
