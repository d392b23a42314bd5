use kazpost_tests::webdriver::journey;
use serde_json::json;
use tempfile::tempdir;

/// The web view's own walls stand, should anything ever get past the sanitiser.
#[test]
fn the_page_can_neither_leave_nor_load_nor_run_what_is_not_its_own() {
    journey("policy", async |setting| {
        let library = tempdir().expect("a folder");
        let server = kazpost_tests::Server::start();
        let app = setting.open(library.path()).await;
        app.ready().await;
        app.script("window.__policy = []; addEventListener('securitypolicyviolation', (e) => window.__policy.push(e.effectiveDirective))")
            .await;
        let tries = "
            const [address] = arguments;
            const add = (name, fields) => document.body.append(Object.assign(document.createElement(name), fields));
            add('img', { src: address + '/picture' });
            add('iframe', { src: address + '/frame' });
            add('link', { rel: 'stylesheet', href: address + '/style' });
            add('script', { text: 'window.__ran = true' });
            try { document.body.insertAdjacentHTML('beforeend', '<b onclick=1>x</b>'); window.__sink = true; } catch {}
            try { eval('window.__ran = true'); } catch {}
            fetch(address + '/fetch').catch(() => {});
            try { new WebSocket(address.replace('http', 'ws') + '/socket'); } catch {}
            navigator.sendBeacon?.(address + '/beacon');
            const form = Object.assign(document.createElement('form'), { action: address + '/form', method: 'post' });
            document.body.append(form); form.submit();
            const link = Object.assign(document.createElement('a'), { href: address + '/link' });
            document.body.append(link);
            open(address + '/window');
            location.href = address + '/away';
        ";
        // What throws on the way is refused too: what matters is what arrives.
        let _ = app.try_script(tries, vec![json!(server.url(""))]).await;
        tokio::time::sleep(std::time::Duration::from_secs(1)).await;
        let found = app
            .script("return { ran: window.__ran ?? false, sink: window.__sink ?? false, at: location.href, refused: window.__policy }")
            .await;
        assert_eq!(found["ran"], false, "no script that was put into the page runs");
        assert_eq!(found["sink"], false, "no string becomes markup past the one door");
        assert!(
            found["at"]
                .as_str()
                .is_some_and(|at| at.starts_with("tauri://localhost")),
            "still at home: {found}"
        );
        let refused = found["refused"].as_array().expect("a list");
        assert!(refused.len() >= 4, "the policy was asked and refused: {found}");
        let arrived: Vec<String> = server.requests().into_iter().map(|seen| seen.path).collect();
        assert!(arrived.is_empty(), "nothing reaches the network: {arrived:?}");
        app.close().await;
    });
}

/// A script cannot change what every object inherits.
#[test]
fn prototypes_are_frozen() {
    journey("prototypes", async |setting| {
        let library = tempdir().expect("a folder");
        let app = setting.open(library.path()).await;
        app.ready().await;
        assert_eq!(app.script("return Object.isFrozen(Object.prototype)").await, true);
        app.close().await;
    });
}

/// The window may call the commands of the api and nothing of the shell's else.
#[test]
fn no_command_beyond_the_list_is_granted() {
    journey("commands", async |setting| {
        let library = tempdir().expect("a folder");
        let app = setting.open(library.path()).await;
        app.ready().await;
        for command in [
            "plugin:dialog|open",
            "plugin:dialog|message",
            "plugin:window|close",
            "plugin:window|set_title",
            "plugin:webview|create_webview_window",
            "plugin:event|emit",
            "plugin:fs|read_text_file",
            "plugin:opener|open_url",
            "plugin:window-state|save_window_state",
            "plugin:app|version",
            "nonsense",
        ] {
            let call = "return window.__TAURI_INTERNALS__.invoke(arguments[0], {}).then(() => 'answered', (e) => 'refused: ' + e)";
            let answer = app.script_with(call, vec![json!(command)]).await;
            let answer = answer.as_str().unwrap_or_default();
            assert!(
                answer.contains("not allowed") || answer.contains("not found"),
                "{command}: {answer}"
            );
        }
        app.close().await;
    });
}
