(function webpackUniversalModuleDefinition(root, factory) {
	if(typeof exports === 'object' && typeof module === 'object')
		module.exports = factory(require("CoreHome"), require("vue"), require("CorePluginsAdmin"));
	else if(typeof define === 'function' && define.amd)
		define(["CoreHome", , "CorePluginsAdmin"], factory);
	else if(typeof exports === 'object')
		exports["OAuth2"] = factory(require("CoreHome"), require("vue"), require("CorePluginsAdmin"));
	else
		root["OAuth2"] = factory(root["CoreHome"], root["Vue"], root["CorePluginsAdmin"]);
})((typeof self !== 'undefined' ? self : this), function(__WEBPACK_EXTERNAL_MODULE__19dc__, __WEBPACK_EXTERNAL_MODULE__8bbf__, __WEBPACK_EXTERNAL_MODULE_a5a2__) {
return /******/ (function(modules) { // webpackBootstrap
/******/ 	// The module cache
/******/ 	var installedModules = {};
/******/
/******/ 	// The require function
/******/ 	function __webpack_require__(moduleId) {
/******/
/******/ 		// Check if module is in cache
/******/ 		if(installedModules[moduleId]) {
/******/ 			return installedModules[moduleId].exports;
/******/ 		}
/******/ 		// Create a new module (and put it into the cache)
/******/ 		var module = installedModules[moduleId] = {
/******/ 			i: moduleId,
/******/ 			l: false,
/******/ 			exports: {}
/******/ 		};
/******/
/******/ 		// Execute the module function
/******/ 		modules[moduleId].call(module.exports, module, module.exports, __webpack_require__);
/******/
/******/ 		// Flag the module as loaded
/******/ 		module.l = true;
/******/
/******/ 		// Return the exports of the module
/******/ 		return module.exports;
/******/ 	}
/******/
/******/
/******/ 	// expose the modules object (__webpack_modules__)
/******/ 	__webpack_require__.m = modules;
/******/
/******/ 	// expose the module cache
/******/ 	__webpack_require__.c = installedModules;
/******/
/******/ 	// define getter function for harmony exports
/******/ 	__webpack_require__.d = function(exports, name, getter) {
/******/ 		if(!__webpack_require__.o(exports, name)) {
/******/ 			Object.defineProperty(exports, name, { enumerable: true, get: getter });
/******/ 		}
/******/ 	};
/******/
/******/ 	// define __esModule on exports
/******/ 	__webpack_require__.r = function(exports) {
/******/ 		if(typeof Symbol !== 'undefined' && Symbol.toStringTag) {
/******/ 			Object.defineProperty(exports, Symbol.toStringTag, { value: 'Module' });
/******/ 		}
/******/ 		Object.defineProperty(exports, '__esModule', { value: true });
/******/ 	};
/******/
/******/ 	// create a fake namespace object
/******/ 	// mode & 1: value is a module id, require it
/******/ 	// mode & 2: merge all properties of value into the ns
/******/ 	// mode & 4: return value when already ns object
/******/ 	// mode & 8|1: behave like require
/******/ 	__webpack_require__.t = function(value, mode) {
/******/ 		if(mode & 1) value = __webpack_require__(value);
/******/ 		if(mode & 8) return value;
/******/ 		if((mode & 4) && typeof value === 'object' && value && value.__esModule) return value;
/******/ 		var ns = Object.create(null);
/******/ 		__webpack_require__.r(ns);
/******/ 		Object.defineProperty(ns, 'default', { enumerable: true, value: value });
/******/ 		if(mode & 2 && typeof value != 'string') for(var key in value) __webpack_require__.d(ns, key, function(key) { return value[key]; }.bind(null, key));
/******/ 		return ns;
/******/ 	};
/******/
/******/ 	// getDefaultExport function for compatibility with non-harmony modules
/******/ 	__webpack_require__.n = function(module) {
/******/ 		var getter = module && module.__esModule ?
/******/ 			function getDefault() { return module['default']; } :
/******/ 			function getModuleExports() { return module; };
/******/ 		__webpack_require__.d(getter, 'a', getter);
/******/ 		return getter;
/******/ 	};
/******/
/******/ 	// Object.prototype.hasOwnProperty.call
/******/ 	__webpack_require__.o = function(object, property) { return Object.prototype.hasOwnProperty.call(object, property); };
/******/
/******/ 	// __webpack_public_path__
/******/ 	__webpack_require__.p = "plugins/OAuth2/vue/dist/";
/******/
/******/
/******/ 	// Load entry module and return exports
/******/ 	return __webpack_require__(__webpack_require__.s = "fae3");
/******/ })
/************************************************************************/
/******/ ({

/***/ "19dc":
/***/ (function(module, exports) {

module.exports = __WEBPACK_EXTERNAL_MODULE__19dc__;

/***/ }),

/***/ "8bbf":
/***/ (function(module, exports) {

module.exports = __WEBPACK_EXTERNAL_MODULE__8bbf__;

/***/ }),

/***/ "a5a2":
/***/ (function(module, exports) {

module.exports = __WEBPACK_EXTERNAL_MODULE_a5a2__;

/***/ }),

/***/ "fae3":
/***/ (function(module, __webpack_exports__, __webpack_require__) {

"use strict";
// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, "ManageOAuth2", function() { return /* reexport */ ManageOAuth2; });
__webpack_require__.d(__webpack_exports__, "AuthorizedApps", function() { return /* reexport */ AuthorizedApps; });
__webpack_require__.d(__webpack_exports__, "ConnectAssistant", function() { return /* reexport */ ConnectAssistant; });

// CONCATENATED MODULE: ./node_modules/@vue/cli-service/lib/commands/build/setPublicPath.js
// This file is imported into lib/wc client bundles.

if (typeof window !== 'undefined') {
  var currentScript = window.document.currentScript
  if (false) { var getCurrentScript; }

  var src = currentScript && currentScript.src.match(/(.+\/)[^/]+\.js(\?.*)?$/)
  if (src) {
    __webpack_require__.p = src[1] // eslint-disable-line
  }
}

// Indicate to webpack that this file can be concatenated
/* harmony default export */ var setPublicPath = (null);

// EXTERNAL MODULE: external {"commonjs":"vue","commonjs2":"vue","root":"Vue"}
var external_commonjs_vue_commonjs2_vue_root_Vue_ = __webpack_require__("8bbf");

// CONCATENATED MODULE: ./node_modules/@vue/cli-plugin-babel/node_modules/cache-loader/dist/cjs.js??ref--12-0!./node_modules/@vue/cli-plugin-babel/node_modules/thread-loader/dist/cjs.js!./node_modules/babel-loader/lib!./node_modules/@vue/cli-service/node_modules/vue-loader-v16/dist/templateLoader.js??ref--6!./node_modules/@vue/cli-service/node_modules/cache-loader/dist/cjs.js??ref--0-0!./node_modules/@vue/cli-service/node_modules/vue-loader-v16/dist??ref--0-1!./plugins/OAuth2/vue/src/ManageOAuth2/ManageOAuth2.vue?vue&type=template&id=fa0e7442

var _hoisted_1 = {
  class: "oauth2",
  ref: "root"
};
function render(_ctx, _cache, $props, $setup, $data, $options) {
  var _component_ClientSecret = Object(external_commonjs_vue_commonjs2_vue_root_Vue_["resolveComponent"])("ClientSecret");

  var _component_TabBar = Object(external_commonjs_vue_commonjs2_vue_root_Vue_["resolveComponent"])("TabBar");

  var _component_ClientForm = Object(external_commonjs_vue_commonjs2_vue_root_Vue_["resolveComponent"])("ClientForm");

  var _component_ClientPage = Object(external_commonjs_vue_commonjs2_vue_root_Vue_["resolveComponent"])("ClientPage");

  var _component_AssistantList = Object(external_commonjs_vue_commonjs2_vue_root_Vue_["resolveComponent"])("AssistantList");

  var _component_DiscoveryBlock = Object(external_commonjs_vue_commonjs2_vue_root_Vue_["resolveComponent"])("DiscoveryBlock");

  var _component_SigningKeys = Object(external_commonjs_vue_commonjs2_vue_root_Vue_["resolveComponent"])("SigningKeys");

  var _component_ServerSettings = Object(external_commonjs_vue_commonjs2_vue_root_Vue_["resolveComponent"])("ServerSettings");

  var _component_EndpointList = Object(external_commonjs_vue_commonjs2_vue_root_Vue_["resolveComponent"])("EndpointList");

  var _component_ClientList = Object(external_commonjs_vue_commonjs2_vue_root_Vue_["resolveComponent"])("ClientList");

  var _component_PasswordPrompt = Object(external_commonjs_vue_commonjs2_vue_root_Vue_["resolveComponent"])("PasswordPrompt");

  return Object(external_commonjs_vue_commonjs2_vue_root_Vue_["openBlock"])(), Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createElementBlock"])("div", _hoisted_1, [_ctx.shown ? (Object(external_commonjs_vue_commonjs2_vue_root_Vue_["openBlock"])(), Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createBlock"])(_component_ClientSecret, {
    key: 0,
    issued: _ctx.shown.issued,
    reason: _ctx.shown.reason,
    "old-until": _ctx.shown.oldUntil,
    onDone: _cache[0] || (_cache[0] = function ($event) {
      return _ctx.leaveSecret();
    })
  }, null, 8, ["issued", "reason", "old-until"])) : (Object(external_commonjs_vue_commonjs2_vue_root_Vue_["openBlock"])(), Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createElementBlock"])(external_commonjs_vue_commonjs2_vue_root_Vue_["Fragment"], {
    key: 1
  }, [Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createVNode"])(_component_TabBar, {
    current: _ctx.tab
  }, null, 8, ["current"]), _ctx.route.view === 'create' || _ctx.route.view === 'edit' ? (Object(external_commonjs_vue_commonjs2_vue_root_Vue_["openBlock"])(), Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createBlock"])(_component_ClientForm, {
    key: "".concat(_ctx.route.view, " ").concat(_ctx.route.clientId),
    "client-id": _ctx.route.clientId
  }, null, 8, ["client-id"])) : _ctx.route.view === 'client' ? (Object(external_commonjs_vue_commonjs2_vue_root_Vue_["openBlock"])(), Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createBlock"])(_component_ClientPage, {
    key: _ctx.route.clientId,
    "client-id": _ctx.route.clientId
  }, null, 8, ["client-id"])) : _ctx.route.view === 'connections' ? (Object(external_commonjs_vue_commonjs2_vue_root_Vue_["openBlock"])(), Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createElementBlock"])(external_commonjs_vue_commonjs2_vue_root_Vue_["Fragment"], {
    key: 2
  }, [Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createVNode"])(_component_AssistantList), Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createVNode"])(_component_DiscoveryBlock)], 64)) : _ctx.route.view === 'keys' ? (Object(external_commonjs_vue_commonjs2_vue_root_Vue_["openBlock"])(), Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createBlock"])(_component_SigningKeys, {
    key: 3
  })) : _ctx.route.view === 'settings' ? (Object(external_commonjs_vue_commonjs2_vue_root_Vue_["openBlock"])(), Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createBlock"])(_component_ServerSettings, {
    key: 4,
    "general-settings-url": _ctx.generalSettingsUrl
  }, null, 8, ["general-settings-url"])) : _ctx.route.view === 'endpoints' ? (Object(external_commonjs_vue_commonjs2_vue_root_Vue_["openBlock"])(), Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createBlock"])(_component_EndpointList, {
    key: 5
  })) : (Object(external_commonjs_vue_commonjs2_vue_root_Vue_["openBlock"])(), Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createBlock"])(_component_ClientList, {
    key: 6
  }))], 64)), Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createVNode"])(_component_PasswordPrompt)], 512);
}
// CONCATENATED MODULE: ./plugins/OAuth2/vue/src/ManageOAuth2/ManageOAuth2.vue?vue&type=template&id=fa0e7442

// CONCATENATED MODULE: ./node_modules/@vue/cli-plugin-babel/node_modules/cache-loader/dist/cjs.js??ref--12-0!./node_modules/@vue/cli-plugin-babel/node_modules/thread-loader/dist/cjs.js!./node_modules/babel-loader/lib!./node_modules/@vue/cli-service/node_modules/vue-loader-v16/dist/templateLoader.js??ref--6!./node_modules/@vue/cli-service/node_modules/cache-loader/dist/cjs.js??ref--0-0!./node_modules/@vue/cli-service/node_modules/vue-loader-v16/dist??ref--0-1!./plugins/OAuth2/vue/src/AssistantList/AssistantList.vue?vue&type=template&id=02aaf401

var AssistantListvue_type_template_id_02aaf401_hoisted_1 = {
  key: 0,
  class: "oauth2-hosts"
};
var _hoisted_2 = {
  class: "oauth2-id"
};
var _hoisted_3 = ["disabled", "aria-label", "onClick"];
var _hoisted_4 = {
  class: "oauth2-buttons"
};
var _hoisted_5 = ["disabled"];
var _hoisted_6 = ["disabled"];
var _hoisted_7 = ["href"];
var _hoisted_8 = ["href"];
var _hoisted_9 = {
  key: 1
};
var _hoisted_10 = {
  class: "oauth2-buttons"
};
var _hoisted_11 = ["disabled"];
function AssistantListvue_type_template_id_02aaf401_render(_ctx, _cache, $props, $setup, $data, $options) {
  var _component_AppTable = Object(external_commonjs_vue_commonjs2_vue_root_Vue_["resolveComponent"])("AppTable");

  var _component_KnownTable = Object(external_commonjs_vue_commonjs2_vue_root_Vue_["resolveComponent"])("KnownTable");

  var _component_LoadedBlock = Object(external_commonjs_vue_commonjs2_vue_root_Vue_["resolveComponent"])("LoadedBlock");

  return Object(external_commonjs_vue_commonjs2_vue_root_Vue_["openBlock"])(), Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createBlock"])(_component_LoadedBlock, {
    ref: "block",
    "content-title": _ctx.translate('OAuth2_Assistants'),
    load: _ctx.load
  }, {
    intro: Object(external_commonjs_vue_commonjs2_vue_root_Vue_["withCtx"])(function () {
      return [Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createElementVNode"])("p", null, Object(external_commonjs_vue_commonjs2_vue_root_Vue_["toDisplayString"])(_ctx.translate('OAuth2_AssistantsIntro')), 1)];
    }),
    default: Object(external_commonjs_vue_commonjs2_vue_root_Vue_["withCtx"])(function () {
      return [Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createElementVNode"])("p", null, Object(external_commonjs_vue_commonjs2_vue_root_Vue_["toDisplayString"])(_ctx.trustText(_ctx.state)), 1), _ctx.usesHosts(_ctx.state) && _ctx.state.hosts.length ? (Object(external_commonjs_vue_commonjs2_vue_root_Vue_["openBlock"])(), Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createElementBlock"])("ul", AssistantListvue_type_template_id_02aaf401_hoisted_1, [(Object(external_commonjs_vue_commonjs2_vue_root_Vue_["openBlock"])(true), Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createElementBlock"])(external_commonjs_vue_commonjs2_vue_root_Vue_["Fragment"], null, Object(external_commonjs_vue_commonjs2_vue_root_Vue_["renderList"])(_ctx.state.hosts, function (host) {
        return Object(external_commonjs_vue_commonjs2_vue_root_Vue_["openBlock"])(), Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createElementBlock"])("li", {
          key: host
        }, [Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createElementVNode"])("code", _hoisted_2, Object(external_commonjs_vue_commonjs2_vue_root_Vue_["toDisplayString"])(host), 1), Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createElementVNode"])("button", {
          type: "button",
          class: "btn btn-small btn-outline",
          disabled: _ctx.busy,
          "aria-label": "".concat(_ctx.translate('OAuth2_AssistantRemoveHost'), ": ").concat(host),
          onClick: function onClick($event) {
            return _ctx.save(function () {
              return _ctx.removeHost(_ctx.state, host);
            });
          }
        }, Object(external_commonjs_vue_commonjs2_vue_root_Vue_["toDisplayString"])(_ctx.translate('OAuth2_AssistantRemoveHost')), 9, _hoisted_3)]);
      }), 128))])) : Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createCommentVNode"])("", true), Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createElementVNode"])("p", _hoisted_4, [Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createElementVNode"])("button", {
        type: "button",
        class: "btn btn-outline",
        disabled: _ctx.busy,
        onClick: _cache[0] || (_cache[0] = function ($event) {
          return _ctx.save(function () {
            return _ctx.changeTrust(_ctx.state);
          });
        })
      }, Object(external_commonjs_vue_commonjs2_vue_root_Vue_["toDisplayString"])(_ctx.translate('OAuth2_AssistantsTrustChange')), 9, _hoisted_5), _ctx.usesHosts(_ctx.state) ? (Object(external_commonjs_vue_commonjs2_vue_root_Vue_["openBlock"])(), Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createElementBlock"])("button", {
        key: 0,
        type: "button",
        class: "btn btn-outline",
        disabled: _ctx.busy,
        onClick: _cache[1] || (_cache[1] = function ($event) {
          return _ctx.save(function () {
            return _ctx.addHost(_ctx.state);
          });
        })
      }, Object(external_commonjs_vue_commonjs2_vue_root_Vue_["toDisplayString"])(_ctx.translate('OAuth2_AssistantAddHost')), 9, _hoisted_6)) : Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createCommentVNode"])("", true), Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createElementVNode"])("a", {
        href: _ctx.link('settings')
      }, Object(external_commonjs_vue_commonjs2_vue_root_Vue_["toDisplayString"])(_ctx.translate('OAuth2_AssistantsSettings')), 9, _hoisted_7)]), Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createElementVNode"])("p", null, [Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createTextVNode"])(Object(external_commonjs_vue_commonjs2_vue_root_Vue_["toDisplayString"])(_ctx.translate('OAuth2_AssistantsByHand')) + " ", 1), Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createElementVNode"])("a", {
        href: _ctx.link('create')
      }, Object(external_commonjs_vue_commonjs2_vue_root_Vue_["toDisplayString"])(_ctx.translate('OAuth2_CreateClient')), 9, _hoisted_8)]), _ctx.state.outgoing ? (Object(external_commonjs_vue_commonjs2_vue_root_Vue_["openBlock"])(), Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createElementBlock"])("p", _hoisted_9, Object(external_commonjs_vue_commonjs2_vue_root_Vue_["toDisplayString"])(_ctx.translate('OAuth2_CheckAssistantsOutgoing', _ctx.outgoing)), 1)) : Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createCommentVNode"])("", true), _ctx.waiting.length ? (Object(external_commonjs_vue_commonjs2_vue_root_Vue_["openBlock"])(), Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createElementBlock"])(external_commonjs_vue_commonjs2_vue_root_Vue_["Fragment"], {
        key: 2
      }, [Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createElementVNode"])("h3", null, Object(external_commonjs_vue_commonjs2_vue_root_Vue_["toDisplayString"])(_ctx.translate('OAuth2_AssistantsWaiting')), 1), Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createVNode"])(_component_AppTable, {
        caption: _ctx.translate('OAuth2_AssistantsWaiting'),
        clients: _ctx.waiting,
        none: "",
        busy: _ctx.busy,
        onAct: _cache[2] || (_cache[2] = function ($event) {
          return _ctx.act($event);
        })
      }, null, 8, ["caption", "clients", "busy"])], 64)) : Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createCommentVNode"])("", true), Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createElementVNode"])("h3", null, Object(external_commonjs_vue_commonjs2_vue_root_Vue_["toDisplayString"])(_ctx.translate('OAuth2_AssistantsCame')), 1), Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createVNode"])(_component_AppTable, {
        caption: _ctx.translate('OAuth2_AssistantsCame'),
        clients: _ctx.came,
        none: _ctx.translate('OAuth2_AssistantsNone'),
        busy: _ctx.busy,
        onAct: _cache[3] || (_cache[3] = function ($event) {
          return _ctx.act($event);
        })
      }, null, 8, ["caption", "clients", "none", "busy"]), Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createElementVNode"])("h3", null, Object(external_commonjs_vue_commonjs2_vue_root_Vue_["toDisplayString"])(_ctx.translate('OAuth2_AssistantsKnown')), 1), Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createVNode"])(_component_KnownTable, {
        known: _ctx.state.known,
        busy: _ctx.busy,
        onChange: _cache[4] || (_cache[4] = function ($event) {
          return _ctx.save(function () {
            return _ctx.changeKnown($event);
          });
        })
      }, null, 8, ["known", "busy"]), Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createElementVNode"])("h3", null, Object(external_commonjs_vue_commonjs2_vue_root_Vue_["toDisplayString"])(_ctx.translate('OAuth2_AssistantsBlocked')), 1), Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createVNode"])(_component_AppTable, {
        caption: _ctx.translate('OAuth2_AssistantsBlocked'),
        clients: _ctx.blocked,
        none: _ctx.translate('OAuth2_AssistantsBlockedNone'),
        busy: _ctx.busy,
        onAct: _cache[5] || (_cache[5] = function ($event) {
          return _ctx.act($event);
        })
      }, null, 8, ["caption", "clients", "none", "busy"]), Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createElementVNode"])("p", _hoisted_10, [Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createElementVNode"])("button", {
        type: "button",
        class: "btn btn-outline",
        disabled: _ctx.busy,
        onClick: _cache[6] || (_cache[6] = function ($event) {
          return _ctx.save(_ctx.blockEntry);
        })
      }, Object(external_commonjs_vue_commonjs2_vue_root_Vue_["toDisplayString"])(_ctx.translate('OAuth2_AssistantBlockEntry')), 9, _hoisted_11)])];
    }),
    _: 1
  }, 8, ["content-title", "load"]);
}
// CONCATENATED MODULE: ./plugins/OAuth2/vue/src/AssistantList/AssistantList.vue?vue&type=template&id=02aaf401

// EXTERNAL MODULE: external "CoreHome"
var external_CoreHome_ = __webpack_require__("19dc");

// CONCATENATED MODULE: ./node_modules/@vue/cli-plugin-babel/node_modules/cache-loader/dist/cjs.js??ref--12-0!./node_modules/@vue/cli-plugin-babel/node_modules/thread-loader/dist/cjs.js!./node_modules/babel-loader/lib!./node_modules/@vue/cli-service/node_modules/vue-loader-v16/dist/templateLoader.js??ref--6!./node_modules/@vue/cli-service/node_modules/cache-loader/dist/cjs.js??ref--0-0!./node_modules/@vue/cli-service/node_modules/vue-loader-v16/dist??ref--0-1!./plugins/OAuth2/vue/src/LoadedBlock/LoadedBlock.vue?vue&type=template&id=20d72062

var LoadedBlockvue_type_template_id_20d72062_hoisted_1 = {
  role: "status"
};
var LoadedBlockvue_type_template_id_20d72062_hoisted_2 = {
  key: 0,
  role: "alert"
};
function LoadedBlockvue_type_template_id_20d72062_render(_ctx, _cache, $props, $setup, $data, $options) {
  var _component_ActivityIndicator = Object(external_commonjs_vue_commonjs2_vue_root_Vue_["resolveComponent"])("ActivityIndicator");

  var _component_Alert = Object(external_commonjs_vue_commonjs2_vue_root_Vue_["resolveComponent"])("Alert");

  var _component_ContentBlock = Object(external_commonjs_vue_commonjs2_vue_root_Vue_["resolveComponent"])("ContentBlock");

  return Object(external_commonjs_vue_commonjs2_vue_root_Vue_["openBlock"])(), Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createBlock"])(_component_ContentBlock, {
    "content-title": _ctx.contentTitle
  }, {
    default: Object(external_commonjs_vue_commonjs2_vue_root_Vue_["withCtx"])(function () {
      return [Object(external_commonjs_vue_commonjs2_vue_root_Vue_["renderSlot"])(_ctx.$slots, "intro"), Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createElementVNode"])("div", LoadedBlockvue_type_template_id_20d72062_hoisted_1, [Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createVNode"])(_component_ActivityIndicator, {
        loading: _ctx.loading
      }, null, 8, ["loading"])]), _ctx.error ? (Object(external_commonjs_vue_commonjs2_vue_root_Vue_["openBlock"])(), Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createElementBlock"])("div", LoadedBlockvue_type_template_id_20d72062_hoisted_2, [Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createVNode"])(_component_Alert, {
        severity: "danger"
      }, {
        default: Object(external_commonjs_vue_commonjs2_vue_root_Vue_["withCtx"])(function () {
          return [Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createTextVNode"])(Object(external_commonjs_vue_commonjs2_vue_root_Vue_["toDisplayString"])(_ctx.error.message) + " ", 1), Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createElementVNode"])("button", {
            type: "button",
            class: "btn btn-small btn-outline oauth2-retry",
            onClick: _cache[0] || (_cache[0] = function ($event) {
              return _ctx.retry();
            })
          }, Object(external_commonjs_vue_commonjs2_vue_root_Vue_["toDisplayString"])(_ctx.translate('OAuth2_TryAgain')), 1)];
        }),
        _: 1
      })])) : Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createCommentVNode"])("", true), _ctx.loaded ? Object(external_commonjs_vue_commonjs2_vue_root_Vue_["renderSlot"])(_ctx.$slots, "default", {
        key: 1
      }) : Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createCommentVNode"])("", true)];
    }),
    _: 3
  }, 8, ["content-title"]);
}
// CONCATENATED MODULE: ./plugins/OAuth2/vue/src/LoadedBlock/LoadedBlock.vue?vue&type=template&id=20d72062

// CONCATENATED MODULE: ./plugins/OAuth2/vue/src/api.ts
function _typeof(obj) { "@babel/helpers - typeof"; if (typeof Symbol === "function" && typeof Symbol.iterator === "symbol") { _typeof = function _typeof(obj) { return typeof obj; }; } else { _typeof = function _typeof(obj) { return obj && typeof Symbol === "function" && obj.constructor === Symbol && obj !== Symbol.prototype ? "symbol" : typeof obj; }; } return _typeof(obj); }

function _classCallCheck(instance, Constructor) { if (!(instance instanceof Constructor)) { throw new TypeError("Cannot call a class as a function"); } }

function _inherits(subClass, superClass) { if (typeof superClass !== "function" && superClass !== null) { throw new TypeError("Super expression must either be null or a function"); } subClass.prototype = Object.create(superClass && superClass.prototype, { constructor: { value: subClass, writable: true, configurable: true } }); if (superClass) _setPrototypeOf(subClass, superClass); }

function _createSuper(Derived) { var hasNativeReflectConstruct = _isNativeReflectConstruct(); return function _createSuperInternal() { var Super = _getPrototypeOf(Derived), result; if (hasNativeReflectConstruct) { var NewTarget = _getPrototypeOf(this).constructor; result = Reflect.construct(Super, arguments, NewTarget); } else { result = Super.apply(this, arguments); } return _possibleConstructorReturn(this, result); }; }

function _possibleConstructorReturn(self, call) { if (call && (_typeof(call) === "object" || typeof call === "function")) { return call; } else if (call !== void 0) { throw new TypeError("Derived constructors may only return object or undefined"); } return _assertThisInitialized(self); }

function _assertThisInitialized(self) { if (self === void 0) { throw new ReferenceError("this hasn't been initialised - super() hasn't been called"); } return self; }

function _wrapNativeSuper(Class) { var _cache = typeof Map === "function" ? new Map() : undefined; _wrapNativeSuper = function _wrapNativeSuper(Class) { if (Class === null || !_isNativeFunction(Class)) return Class; if (typeof Class !== "function") { throw new TypeError("Super expression must either be null or a function"); } if (typeof _cache !== "undefined") { if (_cache.has(Class)) return _cache.get(Class); _cache.set(Class, Wrapper); } function Wrapper() { return _construct(Class, arguments, _getPrototypeOf(this).constructor); } Wrapper.prototype = Object.create(Class.prototype, { constructor: { value: Wrapper, enumerable: false, writable: true, configurable: true } }); return _setPrototypeOf(Wrapper, Class); }; return _wrapNativeSuper(Class); }

function _construct(Parent, args, Class) { if (_isNativeReflectConstruct()) { _construct = Reflect.construct; } else { _construct = function _construct(Parent, args, Class) { var a = [null]; a.push.apply(a, args); var Constructor = Function.bind.apply(Parent, a); var instance = new Constructor(); if (Class) _setPrototypeOf(instance, Class.prototype); return instance; }; } return _construct.apply(null, arguments); }

function _isNativeReflectConstruct() { if (typeof Reflect === "undefined" || !Reflect.construct) return false; if (Reflect.construct.sham) return false; if (typeof Proxy === "function") return true; try { Boolean.prototype.valueOf.call(Reflect.construct(Boolean, [], function () {})); return true; } catch (e) { return false; } }

function _isNativeFunction(fn) { return Function.toString.call(fn).indexOf("[native code]") !== -1; }

function _setPrototypeOf(o, p) { _setPrototypeOf = Object.setPrototypeOf || function _setPrototypeOf(o, p) { o.__proto__ = p; return o; }; return _setPrototypeOf(o, p); }

function _getPrototypeOf(o) { _getPrototypeOf = Object.setPrototypeOf ? Object.getPrototypeOf : function _getPrototypeOf(o) { return o.__proto__ || Object.getPrototypeOf(o); }; return _getPrototypeOf(o); }

/*!
 * SPDX-License-Identifier: GPL-3.0-or-later
 */


function isRefusal(answer) {
  return !!answer && answer.result === 'error';
}
/** The session has ended: the page must be reloaded so that the user can log in again. */


var SessionEnded = /*#__PURE__*/function (_Error) {
  _inherits(SessionEnded, _Error);

  var _super = _createSuper(SessionEnded);

  function SessionEnded() {
    _classCallCheck(this, SessionEnded);

    return _super.apply(this, arguments);
  }

  return SessionEnded;
}( /*#__PURE__*/_wrapNativeSuper(Error));
/** Decodes the error's message, which Matomo sends encoded for HTML, to show it as text. */

function refusal(answer) {
  var status = arguments.length > 1 && arguments[1] !== undefined ? arguments[1] : 200;
  var message = isRefusal(answer) ? external_CoreHome_["Matomo"].helper.htmlDecode(answer.message) : ''; // The page's token ends with the session. Matomo sends the same status if the user lacks access,
  // so the message decides; this one is always in English.

  if (status === 401 && message.startsWith('Unable to authenticate')) {
    return new SessionEnded(Object(external_CoreHome_["translate"])('General_YourSessionHasExpired'));
  }

  return new Error(message || Object(external_CoreHome_["translate"])('OAuth2_RequestFailed'));
}
/**
 * Calls an API method as the logged-in user. All parameters are in the request's body, so that none
 * appears in a URL.
 *
 * It does not use AjaxHelper.fetch(), which replaces the server's error message with its own, and
 * whose promise never settles when the network is down.
 */


function call(method) {
  var parameters = arguments.length > 1 && arguments[1] !== undefined ? arguments[1] : {};
  return new Promise(function (resolve, reject) {
    var request = new external_CoreHome_["AjaxHelper"]();
    request.addParams({
      module: 'API',
      method: method,
      format: 'json'
    }, 'get');
    request.addParams(parameters, 'post');
    request.useCallbackInCaseOfError();
    request.setErrorCallback(null);
    request.send().then(function (answer) {
      if (isRefusal(answer)) {
        reject(refusal(answer));
      } else {
        resolve(answer);
      }
    }, function (failed) {
      return reject(refusal(failed.responseJSON, failed.status));
    });
    var handle = request.getRequestHandle();

    if (handle) {
      handle.fail(function (failed) {
        if (failed.status === 0) {
          reject(refusal(null));
        }
      });
    }
  });
}
/** Loads the settings of this plugin only. */

async function getSettings() {
  var _plugins$find;

  var plugins = await call('CorePluginsAdmin.getSystemSettings');
  return ((_plugins$find = plugins.find(function (plugin) {
    return plugin.pluginName === 'OAuth2';
  })) === null || _plugins$find === void 0 ? void 0 : _plugins$find.settings) || [];
}
// CONCATENATED MODULE: ./plugins/OAuth2/vue/src/focus.ts
/*!
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/** Moves the focus to the first heading, after new content has replaced the old. */
function focusHeading(root) {
  var heading = root.querySelector('h2');

  if (heading) {
    heading.tabIndex = -1;
    heading.focus({
      preventScroll: true
    });
    heading.scrollIntoView({
      block: 'nearest'
    });
  }
}
/** Moves the focus to the first field with an error. */

function focusInvalid(root) {
  var field = root.querySelector('[aria-invalid="true"]');

  if (field) {
    field.focus();
  }
}
// CONCATENATED MODULE: ./node_modules/@vue/cli-plugin-typescript/node_modules/cache-loader/dist/cjs.js??ref--14-0!./node_modules/babel-loader/lib!./node_modules/@vue/cli-plugin-typescript/node_modules/ts-loader??ref--14-2!./node_modules/@vue/cli-service/node_modules/cache-loader/dist/cjs.js??ref--0-0!./node_modules/@vue/cli-service/node_modules/vue-loader-v16/dist??ref--0-1!./plugins/OAuth2/vue/src/LoadedBlock/LoadedBlock.vue?vue&type=script&lang=ts




/** A block that loads its content when it appears, and shows the progress or an error. */

/* harmony default export */ var LoadedBlockvue_type_script_lang_ts = (Object(external_commonjs_vue_commonjs2_vue_root_Vue_["defineComponent"])({
  components: {
    ActivityIndicator: external_CoreHome_["ActivityIndicator"],
    Alert: external_CoreHome_["Alert"],
    ContentBlock: external_CoreHome_["ContentBlock"]
  },
  props: {
    contentTitle: {
      type: String,
      required: true
    },

    /** Loads the data for the default slot. */
    load: {
      type: Function,
      required: true
    }
  },
  data: function data() {
    return {
      loading: false,
      loaded: false,
      error: null
    };
  },
  created: function created() {
    this.begin();
  },
  methods: {
    begin: async function begin() {
      this.loaded = false;
      this.loading = true;
      await this.refresh();
      this.loading = false;
    },

    /** Loads the content again, and keeps the old content until then. */
    refresh: async function refresh() {
      this.error = null;

      try {
        await this.load();
        this.loaded = true;
      } catch (error) {
        this.error = error;
        this.loaded = false;
      }
    },
    retry: async function retry() {
      if (this.error instanceof SessionEnded) {
        // Matomo shows its login form, then returns here.
        window.location.reload();
        return;
      }

      await this.begin();
      await Object(external_commonjs_vue_commonjs2_vue_root_Vue_["nextTick"])(); // The pressed button no longer exists.

      var root = this.$el;
      var button = root.querySelector('.oauth2-retry');

      if (button) {
        button.focus();
      } else {
        focusHeading(root);
      }
    }
  }
}));
// CONCATENATED MODULE: ./plugins/OAuth2/vue/src/LoadedBlock/LoadedBlock.vue?vue&type=script&lang=ts
 
// CONCATENATED MODULE: ./plugins/OAuth2/vue/src/LoadedBlock/LoadedBlock.vue



LoadedBlockvue_type_script_lang_ts.render = LoadedBlockvue_type_template_id_20d72062_render

/* harmony default export */ var LoadedBlock = (LoadedBlockvue_type_script_lang_ts);
// CONCATENATED MODULE: ./plugins/OAuth2/vue/src/PasswordPrompt/PasswordPrompt.store.ts
function PasswordPrompt_store_classCallCheck(instance, Constructor) { if (!(instance instanceof Constructor)) { throw new TypeError("Cannot call a class as a function"); } }

function _defineProperties(target, props) { for (var i = 0; i < props.length; i++) { var descriptor = props[i]; descriptor.enumerable = descriptor.enumerable || false; descriptor.configurable = true; if ("value" in descriptor) descriptor.writable = true; Object.defineProperty(target, descriptor.key, descriptor); } }

function _createClass(Constructor, protoProps, staticProps) { if (protoProps) _defineProperties(Constructor.prototype, protoProps); if (staticProps) _defineProperties(Constructor, staticProps); return Constructor; }

function _defineProperty(obj, key, value) { if (key in obj) { Object.defineProperty(obj, key, { value: value, enumerable: true, configurable: true, writable: true }); } else { obj[key] = value; } return obj; }

/*!
 * SPDX-License-Identifier: GPL-3.0-or-later
 */


/** The page's only dialog that asks for the user's password before a change. */

var PasswordPrompt_store_PasswordPromptStore = /*#__PURE__*/function () {
  function PasswordPromptStore() {
    PasswordPrompt_store_classCallCheck(this, PasswordPromptStore);

    _defineProperty(this, "privateState", Object(external_commonjs_vue_commonjs2_vue_root_Vue_["reactive"])({
      isOpen: false,
      isBusy: false,
      question: {
        title: ''
      },
      values: {},
      problem: '',
      closings: 0
    }));

    _defineProperty(this, "isTaken", false);

    _defineProperty(this, "password", null);

    _defineProperty(this, "resolve", null);
  }

  _createClass(PasswordPromptStore, [{
    key: "state",
    get: function get() {
      return Object(external_commonjs_vue_commonjs2_vue_root_Vue_["readonly"])(this.privateState);
    }
    /**
     * Asks for the password until it is correct, then makes the change. Only one change at a time: a
     * second click, here or elsewhere, has no effect.
     *
     * @param run makes the change, with the password and the values of the question's fields
     * @returns the result of `run`; undefined if the user cancels
     * @throws Error the server's error, except for a wrong password
     */

  }, {
    key: "confirm",
    value: async function confirm(question, run) {
      if (this.isTaken) {
        return undefined;
      }

      this.isTaken = true;
      var before = document.activeElement;
      this.privateState.values = Object.fromEntries((question.fields || []).map(function (field) {
        return [field.name, field.value];
      }));

      try {
        var problem = '';

        for (;;) {
          // eslint-disable-next-line no-await-in-loop
          var password = await this.ask(question, problem);

          if (password === null) {
            if (before instanceof HTMLElement) {
              before.focus();
            }

            return undefined;
          }

          try {
            this.privateState.isBusy = true; // eslint-disable-next-line no-await-in-loop

            return await run(password, Object.assign({}, this.privateState.values));
          } catch (error) {
            problem = Object(external_CoreHome_["translate"])('UsersManager_CurrentPasswordNotCorrect');

            if (!(error instanceof Error) || error.message !== problem) {
              throw error;
            }
          } finally {
            this.privateState.isBusy = false;
          }
        }
      } finally {
        this.isTaken = false;
      }
    }
  }, {
    key: "setValue",
    value: function setValue(field, value) {
      this.privateState.values[field] = value;
    }
    /** Keeps the password until closed(), because the change may need the dialog closed. */

  }, {
    key: "answer",
    value: function answer(password) {
      this.password = password;
    }
  }, {
    key: "closed",
    value: function closed() {
      var resolve = this.resolve,
          password = this.password;
      this.privateState.isOpen = false;
      this.privateState.closings += 1;
      this.resolve = null;
      this.password = null;

      if (resolve) {
        resolve(password);
      }
    }
  }, {
    key: "ask",
    value: async function ask(question, problem) {
      var _this = this;

      this.password = null;
      this.privateState.question = question;
      this.privateState.problem = problem; // The dialog must exist before isOpen changes.

      await Object(external_commonjs_vue_commonjs2_vue_root_Vue_["nextTick"])();
      this.privateState.isOpen = true;
      return new Promise(function (resolve) {
        _this.resolve = resolve;
      });
    }
  }]);

  return PasswordPromptStore;
}();

/* harmony default export */ var PasswordPrompt_store = (new PasswordPrompt_store_PasswordPromptStore());
// CONCATENATED MODULE: ./node_modules/@vue/cli-plugin-babel/node_modules/cache-loader/dist/cjs.js??ref--12-0!./node_modules/@vue/cli-plugin-babel/node_modules/thread-loader/dist/cjs.js!./node_modules/babel-loader/lib!./node_modules/@vue/cli-service/node_modules/vue-loader-v16/dist/templateLoader.js??ref--6!./node_modules/@vue/cli-service/node_modules/cache-loader/dist/cjs.js??ref--0-0!./node_modules/@vue/cli-service/node_modules/vue-loader-v16/dist??ref--0-1!./plugins/OAuth2/vue/src/AssistantList/AppTable.vue?vue&type=template&id=57be1db5

var AppTablevue_type_template_id_57be1db5_hoisted_1 = {
  role: "cell",
  class: "oauth2-first"
};
var AppTablevue_type_template_id_57be1db5_hoisted_2 = ["href"];
var AppTablevue_type_template_id_57be1db5_hoisted_3 = {
  key: 1,
  class: "oauth2-name"
};
var AppTablevue_type_template_id_57be1db5_hoisted_4 = {
  class: "oauth2-id"
};
var AppTablevue_type_template_id_57be1db5_hoisted_5 = {
  key: 2,
  class: "oauth2-description"
};
var AppTablevue_type_template_id_57be1db5_hoisted_6 = ["data-label"];
var AppTablevue_type_template_id_57be1db5_hoisted_7 = ["data-label"];
var AppTablevue_type_template_id_57be1db5_hoisted_8 = ["data-label"];
var AppTablevue_type_template_id_57be1db5_hoisted_9 = ["data-label"];
var AppTablevue_type_template_id_57be1db5_hoisted_10 = {
  key: 0,
  class: "oauth2-description"
};
var AppTablevue_type_template_id_57be1db5_hoisted_11 = {
  key: 1,
  class: "oauth2-description"
};
var _hoisted_12 = {
  key: 2,
  class: "oauth2-description"
};
var _hoisted_13 = {
  role: "cell",
  class: "oauth2-actions"
};
var _hoisted_14 = ["disabled", "aria-label", "onClick"];
function AppTablevue_type_template_id_57be1db5_render(_ctx, _cache, $props, $setup, $data, $options) {
  var _component_DateTime = Object(external_commonjs_vue_commonjs2_vue_root_Vue_["resolveComponent"])("DateTime");

  var _component_StateLabel = Object(external_commonjs_vue_commonjs2_vue_root_Vue_["resolveComponent"])("StateLabel");

  var _component_RecordTable = Object(external_commonjs_vue_commonjs2_vue_root_Vue_["resolveComponent"])("RecordTable");

  return Object(external_commonjs_vue_commonjs2_vue_root_Vue_["openBlock"])(), Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createBlock"])(_component_RecordTable, {
    class: "oauth2-compact",
    caption: _ctx.caption,
    columns: ['OAuth2_Assistant', 'OAuth2_ConsentRedirectHost', 'OAuth2_AssistantUsers', 'OAuth2_LastUsed', 'OAuth2_Status', 'General_Actions'],
    records: _ctx.clients,
    by: "client_id",
    none: _ctx.none
  }, {
    default: Object(external_commonjs_vue_commonjs2_vue_root_Vue_["withCtx"])(function (_ref) {
      var client = _ref.record;
      return [Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createElementVNode"])("td", AppTablevue_type_template_id_57be1db5_hoisted_1, [client.scopes.length ? (Object(external_commonjs_vue_commonjs2_vue_root_Vue_["openBlock"])(), Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createElementBlock"])("a", {
        key: 0,
        href: _ctx.link('client', client.client_id),
        class: "oauth2-name"
      }, Object(external_commonjs_vue_commonjs2_vue_root_Vue_["toDisplayString"])(client.name || client.host), 9, AppTablevue_type_template_id_57be1db5_hoisted_2)) : (Object(external_commonjs_vue_commonjs2_vue_root_Vue_["openBlock"])(), Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createElementBlock"])("span", AppTablevue_type_template_id_57be1db5_hoisted_3, Object(external_commonjs_vue_commonjs2_vue_root_Vue_["toDisplayString"])(client.name || client.host), 1)), Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createElementVNode"])("code", AppTablevue_type_template_id_57be1db5_hoisted_4, Object(external_commonjs_vue_commonjs2_vue_root_Vue_["toDisplayString"])(client.client_id), 1), client.self_registered ? (Object(external_commonjs_vue_commonjs2_vue_root_Vue_["openBlock"])(), Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createElementBlock"])("span", AppTablevue_type_template_id_57be1db5_hoisted_5, Object(external_commonjs_vue_commonjs2_vue_root_Vue_["toDisplayString"])(_ctx.translate('OAuth2_AssistantSelfRegistered')), 1)) : Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createCommentVNode"])("", true)]), Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createElementVNode"])("td", {
        role: "cell",
        "data-label": _ctx.translate('OAuth2_ConsentRedirectHost')
      }, Object(external_commonjs_vue_commonjs2_vue_root_Vue_["toDisplayString"])(client.redirect_hosts.join(', ') || '–'), 9, AppTablevue_type_template_id_57be1db5_hoisted_6), Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createElementVNode"])("td", {
        role: "cell",
        "data-label": _ctx.translate('OAuth2_AssistantUsers')
      }, Object(external_commonjs_vue_commonjs2_vue_root_Vue_["toDisplayString"])(client.users), 9, AppTablevue_type_template_id_57be1db5_hoisted_7), Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createElementVNode"])("td", {
        role: "cell",
        "data-label": _ctx.translate('OAuth2_LastUsed')
      }, [Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createVNode"])(_component_DateTime, {
        time: client.last_used_at,
        none: _ctx.translate('General_Never')
      }, null, 8, ["time", "none"])], 8, AppTablevue_type_template_id_57be1db5_hoisted_8), Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createElementVNode"])("td", {
        role: "cell",
        "data-label": _ctx.translate('OAuth2_Status')
      }, [Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createVNode"])(_component_StateLabel, {
        state: client.state
      }, null, 8, ["state"]), client.state === 'pending' && client.asked_by ? (Object(external_commonjs_vue_commonjs2_vue_root_Vue_["openBlock"])(), Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createElementBlock"])("span", AppTablevue_type_template_id_57be1db5_hoisted_10, Object(external_commonjs_vue_commonjs2_vue_root_Vue_["toDisplayString"])(_ctx.translate('OAuth2_AssistantAskedBy', client.asked_by)), 1)) : Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createCommentVNode"])("", true), client.kept ? (Object(external_commonjs_vue_commonjs2_vue_root_Vue_["openBlock"])(), Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createElementBlock"])("span", AppTablevue_type_template_id_57be1db5_hoisted_11, Object(external_commonjs_vue_commonjs2_vue_root_Vue_["toDisplayString"])(_ctx.translate('OAuth2_AssistantKept', client.scopes[client.scopes.length - 1])), 1)) : Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createCommentVNode"])("", true), client.differs ? (Object(external_commonjs_vue_commonjs2_vue_root_Vue_["openBlock"])(), Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createElementBlock"])("span", _hoisted_12, Object(external_commonjs_vue_commonjs2_vue_root_Vue_["toDisplayString"])(_ctx.translate('OAuth2_AssistantDiffers')), 1)) : Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createCommentVNode"])("", true)], 8, AppTablevue_type_template_id_57be1db5_hoisted_9), Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createElementVNode"])("td", _hoisted_13, [(Object(external_commonjs_vue_commonjs2_vue_root_Vue_["openBlock"])(true), Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createElementBlock"])(external_commonjs_vue_commonjs2_vue_root_Vue_["Fragment"], null, Object(external_commonjs_vue_commonjs2_vue_root_Vue_["renderList"])(_ctx.actionsOf(client), function (action) {
        return Object(external_commonjs_vue_commonjs2_vue_root_Vue_["openBlock"])(), Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createElementBlock"])("button", {
          key: action,
          type: "button",
          class: "btn btn-small btn-outline",
          disabled: _ctx.busy,
          "aria-label": "".concat(_ctx.title(action), ": ").concat(client.name || client.client_id),
          onClick: function onClick($event) {
            return _ctx.$emit('act', {
              client: client,
              action: action
            });
          }
        }, Object(external_commonjs_vue_commonjs2_vue_root_Vue_["toDisplayString"])(_ctx.title(action)), 9, _hoisted_14);
      }), 128))])];
    }),
    _: 1
  }, 8, ["caption", "records", "none"]);
}
// CONCATENATED MODULE: ./plugins/OAuth2/vue/src/AssistantList/AppTable.vue?vue&type=template&id=57be1db5

// CONCATENATED MODULE: ./node_modules/@vue/cli-plugin-babel/node_modules/cache-loader/dist/cjs.js??ref--12-0!./node_modules/@vue/cli-plugin-babel/node_modules/thread-loader/dist/cjs.js!./node_modules/babel-loader/lib!./node_modules/@vue/cli-service/node_modules/vue-loader-v16/dist/templateLoader.js??ref--6!./node_modules/@vue/cli-service/node_modules/cache-loader/dist/cjs.js??ref--0-0!./node_modules/@vue/cli-service/node_modules/vue-loader-v16/dist??ref--0-1!./plugins/OAuth2/vue/src/DateTime/DateTime.vue?vue&type=template&id=0790cfba

var DateTimevue_type_template_id_0790cfba_hoisted_1 = ["datetime", "title"];
var DateTimevue_type_template_id_0790cfba_hoisted_2 = {
  key: 1
};
function DateTimevue_type_template_id_0790cfba_render(_ctx, _cache, $props, $setup, $data, $options) {
  return _ctx.time ? (Object(external_commonjs_vue_commonjs2_vue_root_Vue_["openBlock"])(), Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createElementBlock"])("time", {
    key: 0,
    datetime: _ctx.machine,
    title: "".concat(_ctx.time, " UTC")
  }, Object(external_commonjs_vue_commonjs2_vue_root_Vue_["toDisplayString"])(_ctx.text), 9, DateTimevue_type_template_id_0790cfba_hoisted_1)) : (Object(external_commonjs_vue_commonjs2_vue_root_Vue_["openBlock"])(), Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createElementBlock"])("span", DateTimevue_type_template_id_0790cfba_hoisted_2, Object(external_commonjs_vue_commonjs2_vue_root_Vue_["toDisplayString"])(_ctx.none), 1));
}
// CONCATENATED MODULE: ./plugins/OAuth2/vue/src/DateTime/DateTime.vue?vue&type=template&id=0790cfba

// CONCATENATED MODULE: ./plugins/OAuth2/vue/src/format.ts
/*!
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/** @param time UTC, 'Y-m-d H:i:s' */

function parseTime(time) {
  return new Date("".concat(time.replace(' ', 'T'), "Z"));
}
/**
 * The language of the page's texts as a BCP 47 tag, from their locale, such as "de_DE.UTF-8".
 * Matomo's own variable exists on report pages only. The calendar is always that of the reports.
 */

function language() {
  return "".concat(Object(external_CoreHome_["translate"])('General_Locale').split('.')[0].replace('_', '-'), "-u-ca-gregory");
}

var hourCycle = 'h23';
/** Sets the clock for all times on the page, which is the one of the user's settings in Matomo. */

function useClock(hours) {
  hourCycle = hours === 12 ? 'h12' : 'h23';
}
/** Formats a time in the page's language, with the user's clock and in the browser's time zone. */

function formatTime(time) {
  return new Intl.DateTimeFormat(language(), {
    dateStyle: 'medium',
    timeStyle: 'short',
    hourCycle: hourCycle
  }).format(parseTime(time));
}
function formatNumber(value) {
  return new Intl.NumberFormat(language()).format(value);
}
var UNITS = {
  86400: 'day',
  3600: 'hour',
  60: 'minute',
  1: 'second'
};

function unitFormat(size) {
  return new Intl.NumberFormat(language(), {
    style: 'unit',
    unit: UNITS[size],
    unitDisplay: 'long'
  });
}
/** The sizes of the units from `least` to `most` seconds, the smallest first. */


function durationUnits(least, most) {
  return Object.keys(UNITS).map(Number).filter(function (size) {
    return size >= least && size <= most;
  });
}
/** Splits a time into the largest unit that it is a whole number of, such as 7200 into 2 hours. */

function splitDuration(seconds) {
  var least = arguments.length > 1 && arguments[1] !== undefined ? arguments[1] : 1;
  var size = durationUnits(least, Math.max(seconds, least)).reverse().find(function (one) {
    return seconds % one === 0;
  }) || least;
  return {
    amount: seconds / size,
    size: size
  };
}
/** The name of a unit in the page's language, in the plural. */

function unitName(size) {
  // 100 has no form of its own in any language of the plugin.
  return unitFormat(size).formatToParts(100).filter(function (_ref) {
    var type = _ref.type;
    return type === 'unit';
  }).map(function (_ref2) {
    var value = _ref2.value;
    return value;
  }).join('').trim();
}
/** Formats 2592000 as "30 days", in the page's language. */

function formatDuration(seconds) {
  var _splitDuration = splitDuration(seconds),
      amount = _splitDuration.amount,
      size = _splitDuration.size;

  return unitFormat(size).format(amount);
}
/** Formats the time that a user has to wait, such as "5 minutes", rounded up to minutes. */

function formatWait(seconds) {
  return formatDuration(Math.ceil(seconds / 60) * 60);
}
// CONCATENATED MODULE: ./node_modules/@vue/cli-plugin-typescript/node_modules/cache-loader/dist/cjs.js??ref--14-0!./node_modules/babel-loader/lib!./node_modules/@vue/cli-plugin-typescript/node_modules/ts-loader??ref--14-2!./node_modules/@vue/cli-service/node_modules/cache-loader/dist/cjs.js??ref--0-0!./node_modules/@vue/cli-service/node_modules/vue-loader-v16/dist??ref--0-1!./plugins/OAuth2/vue/src/DateTime/DateTime.vue?vue&type=script&lang=ts


/* harmony default export */ var DateTimevue_type_script_lang_ts = (Object(external_commonjs_vue_commonjs2_vue_root_Vue_["defineComponent"])({
  props: {
    /** UTC; null if there is none. */
    time: {
      type: String,
      default: null
    },

    /** The text if there is no time. */
    none: {
      type: String,
      default: '–'
    }
  },
  computed: {
    machine: function machine() {
      return this.time ? parseTime(this.time).toISOString() : '';
    },
    text: function text() {
      return this.time ? formatTime(this.time) : '';
    }
  }
}));
// CONCATENATED MODULE: ./plugins/OAuth2/vue/src/DateTime/DateTime.vue?vue&type=script&lang=ts
 
// CONCATENATED MODULE: ./plugins/OAuth2/vue/src/DateTime/DateTime.vue



DateTimevue_type_script_lang_ts.render = DateTimevue_type_template_id_0790cfba_render

/* harmony default export */ var DateTime = (DateTimevue_type_script_lang_ts);
// CONCATENATED MODULE: ./node_modules/@vue/cli-plugin-babel/node_modules/cache-loader/dist/cjs.js??ref--12-0!./node_modules/@vue/cli-plugin-babel/node_modules/thread-loader/dist/cjs.js!./node_modules/babel-loader/lib!./node_modules/@vue/cli-service/node_modules/vue-loader-v16/dist/templateLoader.js??ref--6!./node_modules/@vue/cli-service/node_modules/cache-loader/dist/cjs.js??ref--0-0!./node_modules/@vue/cli-service/node_modules/vue-loader-v16/dist??ref--0-1!./plugins/OAuth2/vue/src/RecordTable/RecordTable.vue?vue&type=template&id=0b0ff4c2

var RecordTablevue_type_template_id_0b0ff4c2_hoisted_1 = {
  key: 0,
  class: "oauth2-empty"
};
var RecordTablevue_type_template_id_0b0ff4c2_hoisted_2 = {
  key: 1,
  class: "oauth2-table",
  role: "table"
};
var RecordTablevue_type_template_id_0b0ff4c2_hoisted_3 = {
  class: "oauth2-unseen"
};
var RecordTablevue_type_template_id_0b0ff4c2_hoisted_4 = {
  role: "rowgroup"
};
var RecordTablevue_type_template_id_0b0ff4c2_hoisted_5 = {
  role: "row"
};
var RecordTablevue_type_template_id_0b0ff4c2_hoisted_6 = {
  role: "rowgroup"
};
function RecordTablevue_type_template_id_0b0ff4c2_render(_ctx, _cache, $props, $setup, $data, $options) {
  var _directive_content_table = Object(external_commonjs_vue_commonjs2_vue_root_Vue_["resolveDirective"])("content-table");

  return !_ctx.records.length ? (Object(external_commonjs_vue_commonjs2_vue_root_Vue_["openBlock"])(), Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createElementBlock"])("p", RecordTablevue_type_template_id_0b0ff4c2_hoisted_1, Object(external_commonjs_vue_commonjs2_vue_root_Vue_["toDisplayString"])(_ctx.none), 1)) : Object(external_commonjs_vue_commonjs2_vue_root_Vue_["withDirectives"])((Object(external_commonjs_vue_commonjs2_vue_root_Vue_["openBlock"])(), Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createElementBlock"])("table", RecordTablevue_type_template_id_0b0ff4c2_hoisted_2, [Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createElementVNode"])("caption", RecordTablevue_type_template_id_0b0ff4c2_hoisted_3, Object(external_commonjs_vue_commonjs2_vue_root_Vue_["toDisplayString"])(_ctx.caption), 1), Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createElementVNode"])("thead", RecordTablevue_type_template_id_0b0ff4c2_hoisted_4, [Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createElementVNode"])("tr", RecordTablevue_type_template_id_0b0ff4c2_hoisted_5, [(Object(external_commonjs_vue_commonjs2_vue_root_Vue_["openBlock"])(true), Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createElementBlock"])(external_commonjs_vue_commonjs2_vue_root_Vue_["Fragment"], null, Object(external_commonjs_vue_commonjs2_vue_root_Vue_["renderList"])(_ctx.columns, function (column) {
    return Object(external_commonjs_vue_commonjs2_vue_root_Vue_["openBlock"])(), Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createElementBlock"])("th", {
      key: column,
      scope: "col",
      role: "columnheader"
    }, Object(external_commonjs_vue_commonjs2_vue_root_Vue_["toDisplayString"])(_ctx.translate(column)), 1);
  }), 128))])]), Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createElementVNode"])("tbody", RecordTablevue_type_template_id_0b0ff4c2_hoisted_6, [(Object(external_commonjs_vue_commonjs2_vue_root_Vue_["openBlock"])(true), Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createElementBlock"])(external_commonjs_vue_commonjs2_vue_root_Vue_["Fragment"], null, Object(external_commonjs_vue_commonjs2_vue_root_Vue_["renderList"])(_ctx.records, function (record) {
    return Object(external_commonjs_vue_commonjs2_vue_root_Vue_["openBlock"])(), Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createElementBlock"])("tr", {
      key: _ctx.keyOf(record),
      role: "row"
    }, [Object(external_commonjs_vue_commonjs2_vue_root_Vue_["renderSlot"])(_ctx.$slots, "default", {
      record: record
    })]);
  }), 128))])], 512)), [[_directive_content_table]]);
}
// CONCATENATED MODULE: ./plugins/OAuth2/vue/src/RecordTable/RecordTable.vue?vue&type=template&id=0b0ff4c2

// CONCATENATED MODULE: ./node_modules/@vue/cli-plugin-typescript/node_modules/cache-loader/dist/cjs.js??ref--14-0!./node_modules/babel-loader/lib!./node_modules/@vue/cli-plugin-typescript/node_modules/ts-loader??ref--14-2!./node_modules/@vue/cli-service/node_modules/cache-loader/dist/cjs.js??ref--0-0!./node_modules/@vue/cli-service/node_modules/vue-loader-v16/dist??ref--0-1!./plugins/OAuth2/vue/src/RecordTable/RecordTable.vue?vue&type=script&lang=ts


/**
 * A table in Matomo's style, which on a phone is a list of blocks. Its roles are explicit, because
 * browsers drop them from a table with another CSS display.
 */

/* harmony default export */ var RecordTablevue_type_script_lang_ts = (Object(external_commonjs_vue_commonjs2_vue_root_Vue_["defineComponent"])({
  directives: {
    ContentTable: external_CoreHome_["ContentTable"]
  },
  props: {
    caption: {
      type: String,
      required: true
    },

    /** Translation keys of the column headings. */
    columns: {
      type: Array,
      required: true
    },
    records: {
      type: Array,
      required: true
    },

    /** The member that identifies a record. */
    by: {
      type: String,
      required: true
    },

    /** The text for an empty table. */
    none: {
      type: String,
      required: true
    }
  },
  methods: {
    keyOf: function keyOf(record) {
      return String(record[this.by]);
    }
  }
}));
// CONCATENATED MODULE: ./plugins/OAuth2/vue/src/RecordTable/RecordTable.vue?vue&type=script&lang=ts
 
// CONCATENATED MODULE: ./plugins/OAuth2/vue/src/RecordTable/RecordTable.vue



RecordTablevue_type_script_lang_ts.render = RecordTablevue_type_template_id_0b0ff4c2_render

/* harmony default export */ var RecordTable = (RecordTablevue_type_script_lang_ts);
// CONCATENATED MODULE: ./node_modules/@vue/cli-plugin-babel/node_modules/cache-loader/dist/cjs.js??ref--12-0!./node_modules/@vue/cli-plugin-babel/node_modules/thread-loader/dist/cjs.js!./node_modules/babel-loader/lib!./node_modules/@vue/cli-service/node_modules/vue-loader-v16/dist/templateLoader.js??ref--6!./node_modules/@vue/cli-service/node_modules/cache-loader/dist/cjs.js??ref--0-0!./node_modules/@vue/cli-service/node_modules/vue-loader-v16/dist??ref--0-1!./plugins/OAuth2/vue/src/StateLabel/StateLabel.vue?vue&type=template&id=377c9df4

function StateLabelvue_type_template_id_377c9df4_render(_ctx, _cache, $props, $setup, $data, $options) {
  return Object(external_commonjs_vue_commonjs2_vue_root_Vue_["openBlock"])(), Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createElementBlock"])("span", {
    class: Object(external_commonjs_vue_commonjs2_vue_root_Vue_["normalizeClass"])(["oauth2-state", "oauth2-state-".concat(_ctx.state)])
  }, [Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createElementVNode"])("span", {
    class: Object(external_commonjs_vue_commonjs2_vue_root_Vue_["normalizeClass"])(_ctx.icon),
    "aria-hidden": "true"
  }, null, 2), Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createTextVNode"])(" " + Object(external_commonjs_vue_commonjs2_vue_root_Vue_["toDisplayString"])(_ctx.text), 1)], 2);
}
// CONCATENATED MODULE: ./plugins/OAuth2/vue/src/StateLabel/StateLabel.vue?vue&type=template&id=377c9df4

// CONCATENATED MODULE: ./node_modules/@vue/cli-plugin-typescript/node_modules/cache-loader/dist/cjs.js??ref--14-0!./node_modules/babel-loader/lib!./node_modules/@vue/cli-plugin-typescript/node_modules/ts-loader??ref--14-2!./node_modules/@vue/cli-service/node_modules/cache-loader/dist/cjs.js??ref--0-0!./node_modules/@vue/cli-service/node_modules/vue-loader-v16/dist??ref--0-1!./plugins/OAuth2/vue/src/StateLabel/StateLabel.vue?vue&type=script&lang=ts


var STATES = {
  active: ['icon-ok', 'OAuth2_StateActive'],
  paused: ['icon-pause', 'OAuth2_StatePaused'],
  expired: ['icon-clock', 'OAuth2_StateExpired'],
  ended: ['icon-close', 'OAuth2_StateEnded'],
  allowed: ['icon-ok', 'OAuth2_StateAllowed'],
  pending: ['icon-clock', 'OAuth2_StatePending'],
  blocked: ['icon-close', 'OAuth2_StateBlocked'],
  current: ['icon-ok', 'OAuth2_KeyCurrent'],
  next: ['icon-clock', 'OAuth2_KeyNext'],
  retired: ['icon-archive', 'OAuth2_KeyRetired']
};
/** A state as a symbol and a word; it does not depend on colour. */

/* harmony default export */ var StateLabelvue_type_script_lang_ts = (Object(external_commonjs_vue_commonjs2_vue_root_Vue_["defineComponent"])({
  props: {
    state: {
      type: String,
      required: true
    }
  },
  computed: {
    icon: function icon() {
      var _STATES$this$state;

      return ((_STATES$this$state = STATES[this.state]) === null || _STATES$this$state === void 0 ? void 0 : _STATES$this$state[0]) || '';
    },
    text: function text() {
      return STATES[this.state] ? Object(external_CoreHome_["translate"])(STATES[this.state][1]) : this.state;
    }
  }
}));
// CONCATENATED MODULE: ./plugins/OAuth2/vue/src/StateLabel/StateLabel.vue?vue&type=script&lang=ts
 
// CONCATENATED MODULE: ./plugins/OAuth2/vue/src/StateLabel/StateLabel.vue



StateLabelvue_type_script_lang_ts.render = StateLabelvue_type_template_id_377c9df4_render

/* harmony default export */ var StateLabel = (StateLabelvue_type_script_lang_ts);
// CONCATENATED MODULE: ./plugins/OAuth2/vue/src/tabs.ts
/*!
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/** The tabs of the administrator’s page: the keys of their titles by their names in the address. */
var TABS = {
  clients: 'OAuth2_TabClients',
  connections: 'OAuth2_Assistants',
  keys: 'OAuth2_TabKeys',
  settings: 'General_Settings',
  endpoints: 'OAuth2_Endpoints'
};
function isTab(view) {
  return typeof view === 'string' && Object.keys(TABS).includes(view);
}
// CONCATENATED MODULE: ./plugins/OAuth2/vue/src/routes.ts
/*!
 * SPDX-License-Identifier: GPL-3.0-or-later
 */




function current() {
  var _MatomoUrl$hashParsed = external_CoreHome_["MatomoUrl"].hashParsed.value,
      view = _MatomoUrl$hashParsed.view,
      clientId = _MatomoUrl$hashParsed.clientId; // The authorizations had an address of their own, which may be in bookmarks.

  var known = view === 'authorizations' ? 'client' : view;

  if ((known === 'client' || known === 'edit') && typeof clientId === 'string' && clientId) {
    return {
      view: known,
      clientId: clientId
    };
  }

  return {
    view: view === 'create' || isTab(view) ? view : 'clients',
    clientId: ''
  };
}
/** The current view. It is in the URL's hash, so that links and the browser's history work. */


var routes_route = Object(external_commonjs_vue_commonjs2_vue_root_Vue_["ref"])(current());
/** The tab that the current view belongs to. */

var routes_tab = Object(external_commonjs_vue_commonjs2_vue_root_Vue_["computed"])(function () {
  return isTab(routes_route.value.view) ? routes_route.value.view : 'clients';
});
function routes_link(view) {
  var clientId = arguments.length > 1 && arguments[1] !== undefined ? arguments[1] : '';
  return "#?".concat(external_CoreHome_["MatomoUrl"].stringify(clientId ? {
    view: view,
    clientId: clientId
  } : {
    view: view
  }));
}
/** The address of the form for a new client, filled by a template. */

function createLink(template) {
  return "#?".concat(external_CoreHome_["MatomoUrl"].stringify({
    view: 'create',
    template: template
  }));
}
/** The template that the address names; empty: none. */

function templateName() {
  var template = external_CoreHome_["MatomoUrl"].hashParsed.value.template;
  return typeof template === 'string' ? template : '';
}
/** Goes to an address that {@link link} made. */

function goTo(hash) {
  external_CoreHome_["MatomoUrl"].updateHashToUrl(hash.substring(1));
}
function go(view) {
  var clientId = arguments.length > 1 && arguments[1] !== undefined ? arguments[1] : '';
  goTo(routes_link(view, clientId));
}
var hasUnsavedChanges = null;

function warnBeforeUnload(event) {
  if (hasUnsavedChanges && hasUnsavedChanges()) {
    event.preventDefault(); // Older browsers ask only if this is set.

    event.returnValue = true;
  }
}
/** Asks before the user leaves the view while `isChanged` says that something is not saved. */


function guardLeaving(isChanged) {
  hasUnsavedChanges = isChanged;
  window.addEventListener('beforeunload', warnBeforeUnload);
}
function stopGuarding() {
  hasUnsavedChanges = null;
  window.removeEventListener('beforeunload', warnBeforeUnload);
}
Object(external_commonjs_vue_commonjs2_vue_root_Vue_["watch"])(external_CoreHome_["MatomoUrl"].hashParsed, function () {
  var next = current();
  var _route$value = routes_route.value,
      view = _route$value.view,
      clientId = _route$value.clientId;

  if (next.view === view && next.clientId === clientId) {
    return;
  } // eslint-disable-next-line no-alert


  if (hasUnsavedChanges && hasUnsavedChanges() && !window.confirm(Object(external_CoreHome_["translate"])('OAuth2_LeaveQuestion'))) {
    // The address has changed already; nothing is shown anew, because the view has not.
    go(view, clientId);
    return;
  }

  stopGuarding();
  routes_route.value = next;
}, {
  flush: 'sync'
});
// CONCATENATED MODULE: ./plugins/OAuth2/vue/src/lists.ts
function _slicedToArray(arr, i) { return _arrayWithHoles(arr) || _iterableToArrayLimit(arr, i) || _unsupportedIterableToArray(arr, i) || _nonIterableRest(); }

function _nonIterableRest() { throw new TypeError("Invalid attempt to destructure non-iterable instance.\nIn order to be iterable, non-array objects must have a [Symbol.iterator]() method."); }

function _unsupportedIterableToArray(o, minLen) { if (!o) return; if (typeof o === "string") return _arrayLikeToArray(o, minLen); var n = Object.prototype.toString.call(o).slice(8, -1); if (n === "Object" && o.constructor) n = o.constructor.name; if (n === "Map" || n === "Set") return Array.from(o); if (n === "Arguments" || /^(?:Ui|I)nt(?:8|16|32)(?:Clamped)?Array$/.test(n)) return _arrayLikeToArray(o, minLen); }

function _arrayLikeToArray(arr, len) { if (len == null || len > arr.length) len = arr.length; for (var i = 0, arr2 = new Array(len); i < len; i++) { arr2[i] = arr[i]; } return arr2; }

function _iterableToArrayLimit(arr, i) { var _i = arr == null ? null : typeof Symbol !== "undefined" && arr[Symbol.iterator] || arr["@@iterator"]; if (_i == null) return; var _arr = []; var _n = true; var _d = false; var _s, _e; try { for (_i = _i.call(arr); !(_n = (_s = _i.next()).done); _n = true) { _arr.push(_s.value); if (i && _arr.length === i) break; } } catch (err) { _d = true; _e = err; } finally { try { if (!_n && _i["return"] != null) _i["return"](); } finally { if (_d) throw _e; } } return _arr; }

function _arrayWithHoles(arr) { if (Array.isArray(arr)) return arr; }

/*!
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/** The address of Matomo's folder: the issuer may be that of index.php. */
function baseOf(issuer) {
  return issuer.replace(/\/index\.php$/, '');
}
var lists = {
  grantTypes: [],
  scopes: [],
  endReasons: {}
};
/** Sets the lists that came with the page. Call it before anything is rendered. */

function useLists(given) {
  lists = given;
}
function grantTypes() {
  return lists.grantTypes;
}
function grantTitle(name) {
  var _lists$grantTypes$fin;

  return ((_lists$grantTypes$fin = lists.grantTypes.find(function (grant) {
    return grant.name === name;
  })) === null || _lists$grantTypes$fin === void 0 ? void 0 : _lists$grantTypes$fin.title) || name;
}
/** The grant type that creates authorizations of this kind. */

function grantOfKind(kind) {
  return lists.grantTypes.find(function (grant) {
    return grant.kind === kind;
  });
}
/** The scopes, the lowest first. */

function lists_scopes() {
  return lists.scopes;
}
/** The lowest scope. */

function leastScope() {
  var _lists$scopes$;

  return ((_lists$scopes$ = lists.scopes[0]) === null || _lists$scopes$ === void 0 ? void 0 : _lists$scopes$.name) || '';
}
function scopeTitle(name) {
  var _lists$scopes$find;

  return ((_lists$scopes$find = lists.scopes.find(function (scope) {
    return scope.name === name;
  })) === null || _lists$scopes$find === void 0 ? void 0 : _lists$scopes$find.title) || name || '';
}
function scopeMeaning(name) {
  var _lists$scopes$find2;

  return ((_lists$scopes$find2 = lists.scopes.find(function (scope) {
    return scope.name === name;
  })) === null || _lists$scopes$find2 === void 0 ? void 0 : _lists$scopes$find2.meaning) || '';
}
function endReason(name) {
  return lists.endReasons[name] || name;
}
function eventTitle(name) {
  var _lists$events;

  return ((_lists$events = lists.events) === null || _lists$events === void 0 ? void 0 : _lists$events[name]) || name;
}
function trialStep(name) {
  var _lists$trialSteps;

  return ((_lists$trialSteps = lists.trialSteps) === null || _lists$trialSteps === void 0 ? void 0 : _lists$trialSteps[name]) || name;
}
function warning(code, detail) {
  var _lists$warnings;

  return (((_lists$warnings = lists.warnings) === null || _lists$warnings === void 0 ? void 0 : _lists$warnings[code]) || code).replace('%1$s', function () {
    return detail;
  });
}
function oldSecretTimes() {
  return lists.oldSecretTimes || [];
}
function endpoints() {
  return lists.endpoints || [];
}
/** A setting's row; a setting that the page does not know stands for itself. */

function settingRow(name) {
  var _lists$settings;

  return ((_lists$settings = lists.settings) === null || _lists$settings === void 0 ? void 0 : _lists$settings[name]) || {
    title: name,
    help: '',
    group: '',
    unit: 0,
    least: 0,
    most: 0
  };
}
function settingGroups() {
  return Object.entries(lists.settingGroups || {}).map(function (_ref) {
    var _ref2 = _slicedToArray(_ref, 2),
        name = _ref2[0],
        title = _ref2[1];

    return {
      name: name,
      title: title
    };
  });
}
function authorizationLimit() {
  return lists.authorizationLimit || Infinity;
}
function templates() {
  return lists.templates || [];
}
function knownScopes() {
  return lists.scopes;
}
// CONCATENATED MODULE: ./plugins/OAuth2/vue/src/AssistantList/decisions.ts
/*!
 * SPDX-License-Identifier: GPL-3.0-or-later
 */




var TITLES = {
  approve: 'OAuth2_AssistantApprove',
  adopt: 'OAuth2_AssistantAdopt',
  keep: 'OAuth2_AssistantKeep',
  release: 'OAuth2_AssistantRelease',
  block: 'OAuth2_AssistantBlock',
  unblock: 'OAuth2_AssistantUnblock'
};
function decisions_title(action) {
  return Object(external_CoreHome_["translate"])(TITLES[action]);
}
/** The actions that the state of an app leaves, the most likely one first. */

function actionsOf(client) {
  if (client.state === 'blocked') {
    return ['unblock'];
  }

  var list = [];

  if (client.state === 'pending') {
    list.push('approve');
  }

  if (client.differs) {
    list.push('adopt');
  } // Without scopes there is no client yet, which consent makes.


  if (client.state !== 'pending' && client.scopes.length) {
    list.push(client.kept ? 'release' : 'keep');
  }

  return [].concat(list, ['block']);
}
/** Blocks an app, or all apps that a host describes. */

function block(entry, passwordConfirmation) {
  return call('OAuth2.decideAssistant', {
    clientId: entry.trim(),
    decision: 'blocked',
    passwordConfirmation: passwordConfirmation
  });
}

function decisions_run(_ref, action, passwordConfirmation, scope) {
  var clientId = _ref.client_id;

  switch (action) {
    case 'adopt':
      return call('OAuth2.adoptAssistant', {
        clientId: clientId,
        passwordConfirmation: passwordConfirmation
      });

    case 'keep':
    case 'release':
      return call('OAuth2.keepAssistant', {
        clientId: clientId,
        scope: scope,
        passwordConfirmation: passwordConfirmation
      });

    case 'block':
      return block(clientId, passwordConfirmation);

    default:
      return call('OAuth2.decideAssistant', {
        clientId: clientId,
        decision: action === 'approve' ? 'approved' : 'none',
        passwordConfirmation: passwordConfirmation
      });
  }
}
/** Asks for the password, and for what else the action needs, then does it. */


function decide(client, action) {
  var fields = action !== 'keep' ? [] : [{
    name: 'scope',
    title: Object(external_CoreHome_["translate"])('OAuth2_SettingAssistantScope'),
    value: client.scopes[client.scopes.length - 1] || leastScope(),
    options: lists_scopes().map(function (scope) {
      return {
        key: scope.name,
        value: "".concat(scope.name, " \u2013 ").concat(scope.title)
      };
    })
  }];
  return PasswordPrompt_store.confirm({
    title: "".concat(decisions_title(action), ": ").concat(client.name || client.client_id),
    text: action === 'keep' ? Object(external_CoreHome_["translate"])('OAuth2_AssistantKeepMeaning') : undefined,
    fields: fields
  }, function (password, values) {
    return decisions_run(client, action, password, values.scope || '');
  });
}
// CONCATENATED MODULE: ./node_modules/@vue/cli-plugin-typescript/node_modules/cache-loader/dist/cjs.js??ref--14-0!./node_modules/babel-loader/lib!./node_modules/@vue/cli-plugin-typescript/node_modules/ts-loader??ref--14-2!./node_modules/@vue/cli-service/node_modules/cache-loader/dist/cjs.js??ref--0-0!./node_modules/@vue/cli-service/node_modules/vue-loader-v16/dist??ref--0-1!./plugins/OAuth2/vue/src/AssistantList/AppTable.vue?vue&type=script&lang=ts






/** Apps that came by themselves, or that are blocked, with what an administrator can decide. */

/* harmony default export */ var AppTablevue_type_script_lang_ts = (Object(external_commonjs_vue_commonjs2_vue_root_Vue_["defineComponent"])({
  components: {
    DateTime: DateTime,
    RecordTable: RecordTable,
    StateLabel: StateLabel
  },
  props: {
    caption: {
      type: String,
      required: true
    },
    clients: {
      type: Array,
      required: true
    },

    /** The text while there are none. */
    none: {
      type: String,
      required: true
    },
    busy: Boolean
  },
  emits: ['act'],
  methods: {
    actionsOf: actionsOf,
    link: routes_link,
    title: decisions_title
  }
}));
// CONCATENATED MODULE: ./plugins/OAuth2/vue/src/AssistantList/AppTable.vue?vue&type=script&lang=ts
 
// CONCATENATED MODULE: ./plugins/OAuth2/vue/src/AssistantList/AppTable.vue



AppTablevue_type_script_lang_ts.render = AppTablevue_type_template_id_57be1db5_render

/* harmony default export */ var AppTable = (AppTablevue_type_script_lang_ts);
// CONCATENATED MODULE: ./node_modules/@vue/cli-plugin-babel/node_modules/cache-loader/dist/cjs.js??ref--12-0!./node_modules/@vue/cli-plugin-babel/node_modules/thread-loader/dist/cjs.js!./node_modules/babel-loader/lib!./node_modules/@vue/cli-service/node_modules/vue-loader-v16/dist/templateLoader.js??ref--6!./node_modules/@vue/cli-service/node_modules/cache-loader/dist/cjs.js??ref--0-0!./node_modules/@vue/cli-service/node_modules/vue-loader-v16/dist??ref--0-1!./plugins/OAuth2/vue/src/AssistantList/KnownTable.vue?vue&type=template&id=148bd457
function _toConsumableArray(arr) { return _arrayWithoutHoles(arr) || _iterableToArray(arr) || KnownTablevue_type_template_id_148bd457_unsupportedIterableToArray(arr) || _nonIterableSpread(); }

function _nonIterableSpread() { throw new TypeError("Invalid attempt to spread non-iterable instance.\nIn order to be iterable, non-array objects must have a [Symbol.iterator]() method."); }

function KnownTablevue_type_template_id_148bd457_unsupportedIterableToArray(o, minLen) { if (!o) return; if (typeof o === "string") return KnownTablevue_type_template_id_148bd457_arrayLikeToArray(o, minLen); var n = Object.prototype.toString.call(o).slice(8, -1); if (n === "Object" && o.constructor) n = o.constructor.name; if (n === "Map" || n === "Set") return Array.from(o); if (n === "Arguments" || /^(?:Ui|I)nt(?:8|16|32)(?:Clamped)?Array$/.test(n)) return KnownTablevue_type_template_id_148bd457_arrayLikeToArray(o, minLen); }

function _iterableToArray(iter) { if (typeof Symbol !== "undefined" && iter[Symbol.iterator] != null || iter["@@iterator"] != null) return Array.from(iter); }

function _arrayWithoutHoles(arr) { if (Array.isArray(arr)) return KnownTablevue_type_template_id_148bd457_arrayLikeToArray(arr); }

function KnownTablevue_type_template_id_148bd457_arrayLikeToArray(arr, len) { if (len == null || len > arr.length) len = arr.length; for (var i = 0, arr2 = new Array(len); i < len; i++) { arr2[i] = arr[i]; } return arr2; }


var KnownTablevue_type_template_id_148bd457_hoisted_1 = {
  role: "cell",
  class: "oauth2-first"
};
var KnownTablevue_type_template_id_148bd457_hoisted_2 = {
  class: "oauth2-name"
};
var KnownTablevue_type_template_id_148bd457_hoisted_3 = {
  class: "oauth2-description"
};
var KnownTablevue_type_template_id_148bd457_hoisted_4 = ["data-label"];
var KnownTablevue_type_template_id_148bd457_hoisted_5 = ["data-label"];
var KnownTablevue_type_template_id_148bd457_hoisted_6 = ["data-label"];
var KnownTablevue_type_template_id_148bd457_hoisted_7 = ["data-label"];
var KnownTablevue_type_template_id_148bd457_hoisted_8 = {
  role: "cell",
  class: "oauth2-actions"
};
var KnownTablevue_type_template_id_148bd457_hoisted_9 = ["disabled", "aria-label", "onClick"];
function KnownTablevue_type_template_id_148bd457_render(_ctx, _cache, $props, $setup, $data, $options) {
  var _component_DateTime = Object(external_commonjs_vue_commonjs2_vue_root_Vue_["resolveComponent"])("DateTime");

  var _component_RecordTable = Object(external_commonjs_vue_commonjs2_vue_root_Vue_["resolveComponent"])("RecordTable");

  return Object(external_commonjs_vue_commonjs2_vue_root_Vue_["openBlock"])(), Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createBlock"])(_component_RecordTable, {
    class: "oauth2-compact",
    caption: _ctx.translate('OAuth2_AssistantsKnown'),
    columns: ['OAuth2_Assistant', 'OAuth2_ConsentRedirectHost', 'OAuth2_AssistantUsers', 'OAuth2_LastUsed', 'OAuth2_Status', 'General_Actions'],
    records: _ctx.known,
    by: "key",
    none: _ctx.translate('OAuth2_AssistantsNone')
  }, {
    default: Object(external_commonjs_vue_commonjs2_vue_root_Vue_["withCtx"])(function (_ref) {
      var assistant = _ref.record;
      return [Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createElementVNode"])("td", KnownTablevue_type_template_id_148bd457_hoisted_1, [Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createElementVNode"])("span", KnownTablevue_type_template_id_148bd457_hoisted_2, Object(external_commonjs_vue_commonjs2_vue_root_Vue_["toDisplayString"])(assistant.name), 1), Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createElementVNode"])("span", KnownTablevue_type_template_id_148bd457_hoisted_3, Object(external_commonjs_vue_commonjs2_vue_root_Vue_["toDisplayString"])([assistant.vendor].concat(_toConsumableArray(_ctx.documentHosts(assistant))).join(' · ')), 1)]), Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createElementVNode"])("td", {
        role: "cell",
        "data-label": _ctx.translate('OAuth2_ConsentRedirectHost')
      }, Object(external_commonjs_vue_commonjs2_vue_root_Vue_["toDisplayString"])(assistant.redirect_hosts.join(', ')), 9, KnownTablevue_type_template_id_148bd457_hoisted_4), Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createElementVNode"])("td", {
        role: "cell",
        "data-label": _ctx.translate('OAuth2_AssistantUsers')
      }, Object(external_commonjs_vue_commonjs2_vue_root_Vue_["toDisplayString"])(assistant.users), 9, KnownTablevue_type_template_id_148bd457_hoisted_5), Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createElementVNode"])("td", {
        role: "cell",
        "data-label": _ctx.translate('OAuth2_LastUsed')
      }, [Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createVNode"])(_component_DateTime, {
        time: assistant.last_used_at,
        none: _ctx.translate('General_Never')
      }, null, 8, ["time", "none"])], 8, KnownTablevue_type_template_id_148bd457_hoisted_6), Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createElementVNode"])("td", {
        role: "cell",
        "data-label": _ctx.translate('OAuth2_Status')
      }, Object(external_commonjs_vue_commonjs2_vue_root_Vue_["toDisplayString"])(_ctx.switchText(assistant.state)), 9, KnownTablevue_type_template_id_148bd457_hoisted_7), Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createElementVNode"])("td", KnownTablevue_type_template_id_148bd457_hoisted_8, [Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createElementVNode"])("button", {
        type: "button",
        class: "btn btn-small btn-outline",
        disabled: _ctx.busy,
        "aria-label": "".concat(_ctx.translate('OAuth2_AssistantSwitch'), ": ").concat(assistant.name),
        onClick: function onClick($event) {
          return _ctx.$emit('change', assistant);
        }
      }, Object(external_commonjs_vue_commonjs2_vue_root_Vue_["toDisplayString"])(_ctx.translate('OAuth2_AssistantSwitch')), 9, KnownTablevue_type_template_id_148bd457_hoisted_9)])];
    }),
    _: 1
  }, 8, ["caption", "records", "none"]);
}
// CONCATENATED MODULE: ./plugins/OAuth2/vue/src/AssistantList/KnownTable.vue?vue&type=template&id=148bd457

// CONCATENATED MODULE: ./plugins/OAuth2/vue/src/AssistantList/rules.ts
function rules_toConsumableArray(arr) { return rules_arrayWithoutHoles(arr) || rules_iterableToArray(arr) || rules_unsupportedIterableToArray(arr) || rules_nonIterableSpread(); }

function rules_nonIterableSpread() { throw new TypeError("Invalid attempt to spread non-iterable instance.\nIn order to be iterable, non-array objects must have a [Symbol.iterator]() method."); }

function rules_unsupportedIterableToArray(o, minLen) { if (!o) return; if (typeof o === "string") return rules_arrayLikeToArray(o, minLen); var n = Object.prototype.toString.call(o).slice(8, -1); if (n === "Object" && o.constructor) n = o.constructor.name; if (n === "Map" || n === "Set") return Array.from(o); if (n === "Arguments" || /^(?:Ui|I)nt(?:8|16|32)(?:Clamped)?Array$/.test(n)) return rules_arrayLikeToArray(o, minLen); }

function rules_iterableToArray(iter) { if (typeof Symbol !== "undefined" && iter[Symbol.iterator] != null || iter["@@iterator"] != null) return Array.from(iter); }

function rules_arrayWithoutHoles(arr) { if (Array.isArray(arr)) return rules_arrayLikeToArray(arr); }

function rules_arrayLikeToArray(arr, len) { if (len == null || len > arr.length) len = arr.length; for (var i = 0, arr2 = new Array(len); i < len; i++) { arr2[i] = arr[i]; } return arr2; }

/*!
 * SPDX-License-Identifier: GPL-3.0-or-later
 */




var SWITCHES = {
  on: 'OAuth2_AssistantOn',
  follow: 'OAuth2_AssistantFollow',
  off: 'OAuth2_AssistantOff'
};
/** Who may connect: what the screen says, and what the choice says. */

var TRUST = {
  off: {
    sentence: 'OAuth2_AssistantsTrustOff',
    choice: 'OAuth2_SettingAssistantsOff'
  },
  known: {
    sentence: 'OAuth2_AssistantsTrustKnown',
    choice: 'OAuth2_SettingAssistantsKnown'
  },
  hosts: {
    sentence: 'OAuth2_AssistantsTrustHosts',
    choice: 'OAuth2_SettingAssistantsHosts'
  },
  approval: {
    sentence: 'OAuth2_AssistantsTrustApproval',
    choice: 'OAuth2_SettingAssistantsApproval'
  },
  any: {
    sentence: 'OAuth2_AssistantsTrustAny',
    choice: 'OAuth2_SettingAssistantsAny'
  }
};
function switchText(state) {
  return Object(external_CoreHome_["translate"])(SWITCHES[state]);
}
function trustText(_ref) {
  var trust = _ref.trust,
      hosts = _ref.hosts;
  return Object(external_CoreHome_["translate"])(TRUST[trust].sentence, hosts.join(', ') || '–');
}
/** True if the list of hosts has an effect. */

function usesHosts(_ref2) {
  var trust = _ref2.trust;
  return trust === 'hosts' || trust === 'approval';
}
/** Saves one of the plugin’s settings, which the tab of the settings has, too. */

function rules_save(name, value, passwordConfirmation) {
  return call('CorePluginsAdmin.setSystemSettings', {
    settingValues: {
      OAuth2: [{
        name: name,
        value: value
      }]
    },
    passwordConfirmation: passwordConfirmation
  });
}
/** Lets the administrator choose who may connect. */


function changeTrust(_ref3) {
  var trust = _ref3.trust,
      settings = _ref3.settings;
  return PasswordPrompt_store.confirm({
    title: Object(external_CoreHome_["translate"])('OAuth2_AssistantsTrustChange'),
    fields: [{
      name: 'trust',
      title: Object(external_CoreHome_["translate"])('OAuth2_SettingAssistants'),
      value: trust,
      options: Object.keys(TRUST).map(function (key) {
        return {
          key: key,
          value: Object(external_CoreHome_["translate"])(TRUST[key].choice)
        };
      })
    }]
  }, function (password, values) {
    return rules_save(settings.trust, values.trust, password);
  });
}
function addHost(_ref4) {
  var hosts = _ref4.hosts,
      settings = _ref4.settings;
  return PasswordPrompt_store.confirm({
    title: Object(external_CoreHome_["translate"])('OAuth2_AssistantAddHost'),
    fields: [{
      name: 'host',
      title: Object(external_CoreHome_["translate"])('OAuth2_AssistantHost'),
      value: ''
    }]
  }, function (password, _ref5) {
    var host = _ref5.host;
    return rules_save(settings.hosts, [].concat(rules_toConsumableArray(hosts), [host]).join(' '), password);
  });
}
function removeHost(_ref6, removed) {
  var hosts = _ref6.hosts,
      settings = _ref6.settings;
  var left = hosts.filter(function (host) {
    return host !== removed;
  });
  return PasswordPrompt_store.confirm({
    title: "".concat(Object(external_CoreHome_["translate"])('OAuth2_AssistantRemoveHost'), ": ").concat(removed)
  }, function (password) {
    return rules_save(settings.hosts, left.join(' '), password);
  });
}
/** Blocks an app that has not come yet, or a host. */

function blockEntry() {
  return PasswordPrompt_store.confirm({
    title: Object(external_CoreHome_["translate"])('OAuth2_AssistantBlockEntry'),
    fields: [{
      name: 'entry',
      title: Object(external_CoreHome_["translate"])('OAuth2_AssistantBlockWhat'),
      value: ''
    }]
  }, function (password, _ref7) {
    var entry = _ref7.entry;
    return block(entry, password);
  });
}
/** Switches a known assistant. */

function changeKnown(assistant) {
  return PasswordPrompt_store.confirm({
    title: "".concat(Object(external_CoreHome_["translate"])('OAuth2_AssistantSwitch'), ": ").concat(assistant.name),
    fields: [{
      name: 'state',
      title: Object(external_CoreHome_["translate"])('OAuth2_Status'),
      value: assistant.state,
      options: Object.keys(SWITCHES).map(function (key) {
        return {
          key: key,
          value: switchText(key)
        };
      })
    }]
  }, function (passwordConfirmation, _ref8) {
    var state = _ref8.state;
    return call('OAuth2.setAssistant', {
      assistant: assistant.key,
      state: state,
      passwordConfirmation: passwordConfirmation
    });
  });
}
// CONCATENATED MODULE: ./node_modules/@vue/cli-plugin-typescript/node_modules/cache-loader/dist/cjs.js??ref--14-0!./node_modules/babel-loader/lib!./node_modules/@vue/cli-plugin-typescript/node_modules/ts-loader??ref--14-2!./node_modules/@vue/cli-service/node_modules/cache-loader/dist/cjs.js??ref--0-0!./node_modules/@vue/cli-service/node_modules/vue-loader-v16/dist??ref--0-1!./plugins/OAuth2/vue/src/AssistantList/KnownTable.vue?vue&type=script&lang=ts
function KnownTablevue_type_script_lang_ts_toConsumableArray(arr) { return KnownTablevue_type_script_lang_ts_arrayWithoutHoles(arr) || KnownTablevue_type_script_lang_ts_iterableToArray(arr) || KnownTablevue_type_script_lang_ts_unsupportedIterableToArray(arr) || KnownTablevue_type_script_lang_ts_nonIterableSpread(); }

function KnownTablevue_type_script_lang_ts_nonIterableSpread() { throw new TypeError("Invalid attempt to spread non-iterable instance.\nIn order to be iterable, non-array objects must have a [Symbol.iterator]() method."); }

function KnownTablevue_type_script_lang_ts_unsupportedIterableToArray(o, minLen) { if (!o) return; if (typeof o === "string") return KnownTablevue_type_script_lang_ts_arrayLikeToArray(o, minLen); var n = Object.prototype.toString.call(o).slice(8, -1); if (n === "Object" && o.constructor) n = o.constructor.name; if (n === "Map" || n === "Set") return Array.from(o); if (n === "Arguments" || /^(?:Ui|I)nt(?:8|16|32)(?:Clamped)?Array$/.test(n)) return KnownTablevue_type_script_lang_ts_arrayLikeToArray(o, minLen); }

function KnownTablevue_type_script_lang_ts_iterableToArray(iter) { if (typeof Symbol !== "undefined" && iter[Symbol.iterator] != null || iter["@@iterator"] != null) return Array.from(iter); }

function KnownTablevue_type_script_lang_ts_arrayWithoutHoles(arr) { if (Array.isArray(arr)) return KnownTablevue_type_script_lang_ts_arrayLikeToArray(arr); }

function KnownTablevue_type_script_lang_ts_arrayLikeToArray(arr, len) { if (len == null || len > arr.length) len = arr.length; for (var i = 0, arr2 = new Array(len); i < len; i++) { arr2[i] = arr[i]; } return arr2; }





/** The assistants that the plugin knows, with their switches and how they are used. */

/* harmony default export */ var KnownTablevue_type_script_lang_ts = (Object(external_commonjs_vue_commonjs2_vue_root_Vue_["defineComponent"])({
  components: {
    DateTime: DateTime,
    RecordTable: RecordTable
  },
  props: {
    known: {
      type: Array,
      required: true
    },
    busy: Boolean
  },
  emits: ['change'],
  methods: {
    switchText: switchText,

    /** The hosts of the addresses that the assistant has as its client ID. */
    documentHosts: function documentHosts(_ref) {
      var documents = _ref.documents;
      return KnownTablevue_type_script_lang_ts_toConsumableArray(new Set(documents.map(function (address) {
        return new URL(address).host;
      })));
    }
  }
}));
// CONCATENATED MODULE: ./plugins/OAuth2/vue/src/AssistantList/KnownTable.vue?vue&type=script&lang=ts
 
// CONCATENATED MODULE: ./plugins/OAuth2/vue/src/AssistantList/KnownTable.vue



KnownTablevue_type_script_lang_ts.render = KnownTablevue_type_template_id_148bd457_render

/* harmony default export */ var KnownTable = (KnownTablevue_type_script_lang_ts);
// CONCATENATED MODULE: ./plugins/OAuth2/vue/src/notify.ts
/*!
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/**
 * Shows a message at the top of the page and moves the focus to it, because the pressed button may
 * no longer exist, and screen readers read the focused element.
 *
 * @param message plain text; Matomo's notifications take HTML
 */

function notify(context, message) {
  var id = external_CoreHome_["NotificationsStore"].show({
    message: external_CoreHome_["Matomo"].helper.htmlEntities(message),
    id: 'OAuth2',
    context: context,
    type: 'transient'
  });
  external_CoreHome_["NotificationsStore"].scrollToNotification(id);
  setTimeout(function () {
    var element = document.querySelector("[data-notification-instance-id=\"".concat(id, "\"]"));

    if (element) {
      element.setAttribute('role', context === 'error' ? 'alert' : 'status');
      element.tabIndex = -1;
      element.focus({
        preventScroll: true
      });
    }
  });
}
function notifyError(error) {
  notify('error', error instanceof Error ? error.message : String(error));
}
function clearNotification() {
  external_CoreHome_["NotificationsStore"].remove('OAuth2');
}
// CONCATENATED MODULE: ./plugins/OAuth2/vue/src/changes.ts
/*!
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/**
 * Makes a change, then refreshes the screen and reports the result. The report of an earlier change
 * goes at once: a failed attempt says nothing about the next one.
 *
 * @param run resolves to undefined if the user cancels
 * @param say reports the success
 */

async function makeChange(run, refresh, say) {
  clearNotification();
  var answer;
  var problem = null;

  try {
    answer = await run();
  } catch (error) {
    problem = error;
  }

  if (problem) {
    // The screen may be out of date, because somebody else has changed the data.
    await refresh();
    notifyError(problem);
  } else if (answer !== undefined) {
    await refresh();
    say(answer);
  }
}
// CONCATENATED MODULE: ./node_modules/@vue/cli-plugin-typescript/node_modules/cache-loader/dist/cjs.js??ref--14-0!./node_modules/babel-loader/lib!./node_modules/@vue/cli-plugin-typescript/node_modules/ts-loader??ref--14-2!./node_modules/@vue/cli-service/node_modules/cache-loader/dist/cjs.js??ref--0-0!./node_modules/@vue/cli-service/node_modules/vue-loader-v16/dist??ref--0-1!./plugins/OAuth2/vue/src/AssistantList/AssistantList.vue?vue&type=script&lang=ts












/** Why this Matomo cannot fetch documents. */

var OUTGOING = {
  proxy: 'OAuth2_OutgoingProxy',
  no_curl: 'OAuth2_OutgoingNoCurl',
  switched_off: 'OAuth2_OutgoingSwitchedOff'
};
/** The assistants that may connect by themselves, and those that have. */

/* harmony default export */ var AssistantListvue_type_script_lang_ts = (Object(external_commonjs_vue_commonjs2_vue_root_Vue_["defineComponent"])({
  components: {
    AppTable: AppTable,
    KnownTable: KnownTable,
    LoadedBlock: LoadedBlock
  },
  data: function data() {
    return {
      state: {
        trust: 'off',
        hosts: [],
        settings: {
          trust: '',
          hosts: ''
        },
        outgoing: null,
        known: [],
        clients: []
      }
    };
  },
  computed: {
    busy: function busy() {
      return PasswordPrompt_store.state.isBusy;
    },
    outgoing: function outgoing() {
      return this.state.outgoing ? Object(external_CoreHome_["translate"])(OUTGOING[this.state.outgoing]) : '';
    },
    waiting: function waiting() {
      return this.state.clients.filter(function (_ref) {
        var state = _ref.state;
        return state === 'pending';
      });
    },
    came: function came() {
      return this.state.clients.filter(function (_ref2) {
        var state = _ref2.state;
        return state !== 'pending' && state !== 'blocked';
      });
    },
    blocked: function blocked() {
      return this.state.clients.filter(function (_ref3) {
        var state = _ref3.state;
        return state === 'blocked';
      });
    }
  },
  methods: {
    addHost: addHost,
    blockEntry: blockEntry,
    changeKnown: changeKnown,
    changeTrust: changeTrust,
    link: routes_link,
    removeHost: removeHost,
    trustText: trustText,
    usesHosts: usesHosts,
    load: async function load() {
      this.state = await call('OAuth2.getAssistants');
    },
    act: function act(_ref4) {
      var client = _ref4.client,
          action = _ref4.action;
      return this.save(function () {
        return decide(client, action);
      });
    },
    save: async function save(change) {
      var _this = this;

      await makeChange(change, function () {
        return _this.$refs.block.refresh();
      }, function () {
        return notify('success', Object(external_CoreHome_["translate"])('OAuth2_AssistantSaved'));
      });
    }
  }
}));
// CONCATENATED MODULE: ./plugins/OAuth2/vue/src/AssistantList/AssistantList.vue?vue&type=script&lang=ts
 
// CONCATENATED MODULE: ./plugins/OAuth2/vue/src/AssistantList/AssistantList.vue



AssistantListvue_type_script_lang_ts.render = AssistantListvue_type_template_id_02aaf401_render

/* harmony default export */ var AssistantList = (AssistantListvue_type_script_lang_ts);
// CONCATENATED MODULE: ./node_modules/@vue/cli-plugin-babel/node_modules/cache-loader/dist/cjs.js??ref--12-0!./node_modules/@vue/cli-plugin-babel/node_modules/thread-loader/dist/cjs.js!./node_modules/babel-loader/lib!./node_modules/@vue/cli-service/node_modules/vue-loader-v16/dist/templateLoader.js??ref--6!./node_modules/@vue/cli-service/node_modules/cache-loader/dist/cjs.js??ref--0-0!./node_modules/@vue/cli-service/node_modules/vue-loader-v16/dist??ref--0-1!./plugins/OAuth2/vue/src/ClientForm/ClientForm.vue?vue&type=template&id=65880208

var ClientFormvue_type_template_id_65880208_hoisted_1 = {
  key: 2,
  class: "oauth2-field"
};
var ClientFormvue_type_template_id_65880208_hoisted_2 = {
  role: "status"
};
var ClientFormvue_type_template_id_65880208_hoisted_3 = {
  key: 0,
  class: "oauth2-help"
};
var ClientFormvue_type_template_id_65880208_hoisted_4 = ["href"];
var ClientFormvue_type_template_id_65880208_hoisted_5 = ["open"];
var ClientFormvue_type_template_id_65880208_hoisted_6 = ["href"];
function ClientFormvue_type_template_id_65880208_render(_ctx, _cache, $props, $setup, $data, $options) {
  var _component_BackLink = Object(external_commonjs_vue_commonjs2_vue_root_Vue_["resolveComponent"])("BackLink");

  var _component_ClientWarnings = Object(external_commonjs_vue_commonjs2_vue_root_Vue_["resolveComponent"])("ClientWarnings");

  var _component_TemplatePicker = Object(external_commonjs_vue_commonjs2_vue_root_Vue_["resolveComponent"])("TemplatePicker");

  var _component_CheckedField = Object(external_commonjs_vue_commonjs2_vue_root_Vue_["resolveComponent"])("CheckedField");

  var _component_CopyField = Object(external_commonjs_vue_commonjs2_vue_root_Vue_["resolveComponent"])("CopyField");

  var _component_Alert = Object(external_commonjs_vue_commonjs2_vue_root_Vue_["resolveComponent"])("Alert");

  var _component_SubmitRow = Object(external_commonjs_vue_commonjs2_vue_root_Vue_["resolveComponent"])("SubmitRow");

  var _component_LoadedBlock = Object(external_commonjs_vue_commonjs2_vue_root_Vue_["resolveComponent"])("LoadedBlock");

  return Object(external_commonjs_vue_commonjs2_vue_root_Vue_["openBlock"])(), Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createBlock"])(_component_LoadedBlock, {
    "content-title": _ctx.translate(_ctx.clientId ? 'OAuth2_EditClient' : 'OAuth2_CreateClient'),
    load: _ctx.load
  }, {
    intro: Object(external_commonjs_vue_commonjs2_vue_root_Vue_["withCtx"])(function () {
      return [Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createVNode"])(_component_BackLink)];
    }),
    default: Object(external_commonjs_vue_commonjs2_vue_root_Vue_["withCtx"])(function () {
      return [Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createElementVNode"])("form", {
        ref: "form",
        class: "oauth2-form",
        novalidate: "",
        onInput: _cache[2] || (_cache[2] = function ($event) {
          return _ctx.touched = true;
        }),
        onSubmit: _cache[3] || (_cache[3] = Object(external_commonjs_vue_commonjs2_vue_root_Vue_["withModifiers"])(function ($event) {
          return _ctx.submit();
        }, ["prevent"]))
      }, [_ctx.client ? (Object(external_commonjs_vue_commonjs2_vue_root_Vue_["openBlock"])(), Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createBlock"])(_component_ClientWarnings, {
        key: 0,
        client: _ctx.client
      }, null, 8, ["client"])) : (Object(external_commonjs_vue_commonjs2_vue_root_Vue_["openBlock"])(), Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createBlock"])(_component_TemplatePicker, {
        key: 1,
        chosen: _ctx.template,
        onChoose: _cache[0] || (_cache[0] = function ($event) {
          return _ctx.useTemplate($event);
        })
      }, null, 8, ["chosen"])), Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createVNode"])(_component_CheckedField, Object(external_commonjs_vue_commonjs2_vue_root_Vue_["mergeProps"])(_ctx.field('name', 'OAuth2_Name', 'OAuth2_NameHelp'), {
        uicontrol: "text",
        required: true
      }), null, 16), _ctx.client ? (Object(external_commonjs_vue_commonjs2_vue_root_Vue_["openBlock"])(), Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createElementBlock"])("div", ClientFormvue_type_template_id_65880208_hoisted_1, [Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createVNode"])(_component_CopyField, {
        name: "oauth2ShownId",
        label: _ctx.translate('OAuth2_ConsentClientId'),
        text: _ctx.client.client_id
      }, null, 8, ["label", "text"])])) : Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createCommentVNode"])("", true), Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createVNode"])(_component_CheckedField, Object(external_commonjs_vue_commonjs2_vue_root_Vue_["mergeProps"])(_ctx.field('type', 'OAuth2_Type', 'OAuth2_TypeHelp'), {
        uicontrol: "radio",
        options: _ctx.typeOptions
      }), {
        default: Object(external_commonjs_vue_commonjs2_vue_root_Vue_["withCtx"])(function () {
          return [Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createElementVNode"])("div", ClientFormvue_type_template_id_65880208_hoisted_2, [_ctx.client && _ctx.form.type !== _ctx.client.type ? (Object(external_commonjs_vue_commonjs2_vue_root_Vue_["openBlock"])(), Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createBlock"])(_component_Alert, {
            key: 0,
            severity: "warning"
          }, {
            default: Object(external_commonjs_vue_commonjs2_vue_root_Vue_["withCtx"])(function () {
              return [Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createTextVNode"])(Object(external_commonjs_vue_commonjs2_vue_root_Vue_["toDisplayString"])(_ctx.translate(_ctx.form.type === 'public' ? 'OAuth2_BecomesPublic' : 'OAuth2_BecomesConfidential')), 1)];
            }),
            _: 1
          })) : Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createCommentVNode"])("", true)])];
        }),
        _: 1
      }, 16, ["options"]), Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createVNode"])(_component_CheckedField, Object(external_commonjs_vue_commonjs2_vue_root_Vue_["mergeProps"])(_ctx.field('grantTypes', 'OAuth2_GrantTypes', 'OAuth2_GrantTypesHelp'), {
        uicontrol: "checkbox",
        "var-type": "array",
        options: _ctx.grantOptions
      }), null, 16, ["options"]), Object(external_commonjs_vue_commonjs2_vue_root_Vue_["withDirectives"])(Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createElementVNode"])("div", null, [Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createVNode"])(_component_CheckedField, Object(external_commonjs_vue_commonjs2_vue_root_Vue_["mergeProps"])(_ctx.field('redirectUris', 'OAuth2_RedirectUris', 'OAuth2_RedirectUrisHelp'), {
        uicontrol: "textarea",
        spellcheck: false,
        rows: 3,
        placeholder: _ctx.example
      }), null, 16, ["placeholder"])], 512), [[external_commonjs_vue_commonjs2_vue_root_Vue_["vShow"], _ctx.usesCode || _ctx.errors.redirectUris]]), Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createVNode"])(_component_CheckedField, Object(external_commonjs_vue_commonjs2_vue_root_Vue_["mergeProps"])(_ctx.field('scopes', 'OAuth2_Scopes', 'OAuth2_ScopesHelp'), {
        uicontrol: "checkbox",
        "var-type": "array",
        options: _ctx.scopeOptions
      }), {
        default: Object(external_commonjs_vue_commonjs2_vue_root_Vue_["withCtx"])(function () {
          return [_ctx.forbiddenScopes ? (Object(external_commonjs_vue_commonjs2_vue_root_Vue_["openBlock"])(), Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createElementBlock"])("p", ClientFormvue_type_template_id_65880208_hoisted_3, [Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createTextVNode"])(Object(external_commonjs_vue_commonjs2_vue_root_Vue_["toDisplayString"])(_ctx.translate('OAuth2_ScopesForbidden', _ctx.forbiddenScopes)) + " ", 1), Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createElementVNode"])("a", {
            href: _ctx.link('settings')
          }, Object(external_commonjs_vue_commonjs2_vue_root_Vue_["toDisplayString"])(_ctx.translate('OAuth2_ScopesForbiddenWhere')), 9, ClientFormvue_type_template_id_65880208_hoisted_4)])) : Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createCommentVNode"])("", true)];
        }),
        _: 1
      }, 16, ["options"]), Object(external_commonjs_vue_commonjs2_vue_root_Vue_["withDirectives"])(Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createElementVNode"])("div", null, [Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createVNode"])(_component_CheckedField, Object(external_commonjs_vue_commonjs2_vue_root_Vue_["mergeProps"])(_ctx.field('actsAs', 'OAuth2_ActsAs', _ctx.actsAsHelp), {
        uicontrol: "text",
        autocomplete: "off",
        spellcheck: false
      }), null, 16)], 512), [[external_commonjs_vue_commonjs2_vue_root_Vue_["vShow"], _ctx.actsByItself || _ctx.errors.actsAs]]), Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createElementVNode"])("details", {
        class: "oauth2-advanced",
        open: _ctx.advancedIsOpen,
        onToggle: _cache[1] || (_cache[1] = function ($event) {
          return _ctx.toggle($event);
        })
      }, [Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createElementVNode"])("summary", null, Object(external_commonjs_vue_commonjs2_vue_root_Vue_["toDisplayString"])(_ctx.translate('OAuth2_Advanced')), 1), Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createVNode"])(_component_CheckedField, Object(external_commonjs_vue_commonjs2_vue_root_Vue_["mergeProps"])(_ctx.field('description', 'General_Description', 'OAuth2_DescriptionHelp'), {
        uicontrol: "textarea",
        rows: 2
      }), null, 16), !_ctx.client ? (Object(external_commonjs_vue_commonjs2_vue_root_Vue_["openBlock"])(), Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createBlock"])(_component_CheckedField, Object(external_commonjs_vue_commonjs2_vue_root_Vue_["mergeProps"])({
        key: 0
      }, _ctx.field('clientId', 'OAuth2_OwnClientId', 'OAuth2_OwnClientIdHelp'), {
        uicontrol: "text",
        autocomplete: "off",
        spellcheck: false
      }), null, 16)) : Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createCommentVNode"])("", true), _ctx.mayOmitPkce ? (Object(external_commonjs_vue_commonjs2_vue_root_Vue_["openBlock"])(), Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createBlock"])(_component_CheckedField, Object(external_commonjs_vue_commonjs2_vue_root_Vue_["mergeProps"])({
        key: 1
      }, _ctx.field('requirePkce', 'OAuth2_RequirePkce', 'OAuth2_RequirePkceHelp'), {
        uicontrol: "checkbox"
      }), null, 16)) : Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createCommentVNode"])("", true), _ctx.mayOmitPkce && !_ctx.form.requirePkce ? (Object(external_commonjs_vue_commonjs2_vue_root_Vue_["openBlock"])(), Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createBlock"])(_component_Alert, {
        key: 2,
        severity: "warning"
      }, {
        default: Object(external_commonjs_vue_commonjs2_vue_root_Vue_["withCtx"])(function () {
          return [Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createTextVNode"])(Object(external_commonjs_vue_commonjs2_vue_root_Vue_["toDisplayString"])(_ctx.translate('OAuth2_PkceOffWarning')), 1)];
        }),
        _: 1
      })) : Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createCommentVNode"])("", true)], 40, ClientFormvue_type_template_id_65880208_hoisted_5), Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createVNode"])(_component_SubmitRow, {
        label: _ctx.translate(_ctx.client ? 'General_Save' : 'OAuth2_CreateClient'),
        saving: _ctx.saving
      }, {
        default: Object(external_commonjs_vue_commonjs2_vue_root_Vue_["withCtx"])(function () {
          return [Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createElementVNode"])("a", {
            class: "btn-flat",
            href: _ctx.listLink()
          }, Object(external_commonjs_vue_commonjs2_vue_root_Vue_["toDisplayString"])(_ctx.translate('General_Cancel')), 9, ClientFormvue_type_template_id_65880208_hoisted_6)];
        }),
        _: 1
      }, 8, ["label", "saving"])], 544)];
    }),
    _: 1
  }, 8, ["content-title", "load"]);
}
// CONCATENATED MODULE: ./plugins/OAuth2/vue/src/ClientForm/ClientForm.vue?vue&type=template&id=65880208

// CONCATENATED MODULE: ./node_modules/@vue/cli-plugin-babel/node_modules/cache-loader/dist/cjs.js??ref--12-0!./node_modules/@vue/cli-plugin-babel/node_modules/thread-loader/dist/cjs.js!./node_modules/babel-loader/lib!./node_modules/@vue/cli-service/node_modules/vue-loader-v16/dist/templateLoader.js??ref--6!./node_modules/@vue/cli-service/node_modules/cache-loader/dist/cjs.js??ref--0-0!./node_modules/@vue/cli-service/node_modules/vue-loader-v16/dist??ref--0-1!./plugins/OAuth2/vue/src/BackLink/BackLink.vue?vue&type=template&id=ab754894

var BackLinkvue_type_template_id_ab754894_hoisted_1 = ["href"];

var BackLinkvue_type_template_id_ab754894_hoisted_2 = /*#__PURE__*/Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createElementVNode"])("span", {
  class: "icon-arrow-left",
  "aria-hidden": "true"
}, null, -1);

function BackLinkvue_type_template_id_ab754894_render(_ctx, _cache, $props, $setup, $data, $options) {
  return Object(external_commonjs_vue_commonjs2_vue_root_Vue_["openBlock"])(), Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createElementBlock"])("p", null, [Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createElementVNode"])("a", {
    class: "oauth2-back",
    href: _ctx.listLink()
  }, [BackLinkvue_type_template_id_ab754894_hoisted_2, Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createTextVNode"])(" " + Object(external_commonjs_vue_commonjs2_vue_root_Vue_["toDisplayString"])(_ctx.translate('OAuth2_BackToClients')), 1)], 8, BackLinkvue_type_template_id_ab754894_hoisted_1)]);
}
// CONCATENATED MODULE: ./plugins/OAuth2/vue/src/BackLink/BackLink.vue?vue&type=template&id=ab754894

// CONCATENATED MODULE: ./plugins/OAuth2/vue/src/ClientList/query.ts
function query_slicedToArray(arr, i) { return query_arrayWithHoles(arr) || query_iterableToArrayLimit(arr, i) || query_unsupportedIterableToArray(arr, i) || query_nonIterableRest(); }

function query_nonIterableRest() { throw new TypeError("Invalid attempt to destructure non-iterable instance.\nIn order to be iterable, non-array objects must have a [Symbol.iterator]() method."); }

function query_unsupportedIterableToArray(o, minLen) { if (!o) return; if (typeof o === "string") return query_arrayLikeToArray(o, minLen); var n = Object.prototype.toString.call(o).slice(8, -1); if (n === "Object" && o.constructor) n = o.constructor.name; if (n === "Map" || n === "Set") return Array.from(o); if (n === "Arguments" || /^(?:Ui|I)nt(?:8|16|32)(?:Clamped)?Array$/.test(n)) return query_arrayLikeToArray(o, minLen); }

function query_arrayLikeToArray(arr, len) { if (len == null || len > arr.length) len = arr.length; for (var i = 0, arr2 = new Array(len); i < len; i++) { arr2[i] = arr[i]; } return arr2; }

function query_iterableToArrayLimit(arr, i) { var _i = arr == null ? null : typeof Symbol !== "undefined" && arr[Symbol.iterator] || arr["@@iterator"]; if (_i == null) return; var _arr = []; var _n = true; var _d = false; var _s, _e; try { for (_i = _i.call(arr); !(_n = (_s = _i.next()).done); _n = true) { _arr.push(_s.value); if (i && _arr.length === i) break; } } catch (err) { _d = true; _e = err; } finally { try { if (!_n && _i["return"] != null) _i["return"](); } finally { if (_d) throw _e; } } return _arr; }

function query_arrayWithHoles(arr) { if (Array.isArray(arr)) return arr; }

/*!
 * SPDX-License-Identifier: GPL-3.0-or-later
 */



var PAGE_SIZE = 20;
/** The orders that the screen offers, with the key of each text and the parameters for the API. */

var ORDERS = {
  changed: {
    title: 'OAuth2_SortChanged',
    sort: 'updated_at',
    order: 'desc'
  },
  used: {
    title: 'OAuth2_SortUsed',
    sort: 'last_used_at',
    order: 'desc'
  },
  unused: {
    title: 'OAuth2_SortUnused',
    sort: 'last_used_at',
    order: 'asc'
  },
  name: {
    title: 'OAuth2_Name',
    sort: 'name',
    order: 'asc'
  }
};
var ALL = {
  search: '',
  status: '',
  type: '',
  sort: 'changed',
  page: 1
};

function query_current() {
  var text = function text(name) {
    var value = external_CoreHome_["MatomoUrl"].hashParsed.value[name];
    return typeof value === 'string' ? value : '';
  };

  var one = function one(name, allowed) {
    return allowed.includes(text(name)) ? text(name) : '';
  };

  return {
    search: text('search'),
    status: one('status', ['active', 'paused']),
    type: one('type', ['confidential', 'public']),
    sort: one('sort', Object.keys(ORDERS)) || ALL.sort,
    page: /^[1-9]\d{0,5}$/.test(text('page')) ? Number(text('page')) : 1
  };
}
/** The query of the address, or the last one while another view is shown. */


var listQuery = Object(external_commonjs_vue_commonjs2_vue_root_Vue_["ref"])(query_current());
Object(external_commonjs_vue_commonjs2_vue_root_Vue_["watch"])(external_CoreHome_["MatomoUrl"].hashParsed, function () {
  var next = query_current();

  if (routes_route.value.view === 'clients' && JSON.stringify(next) !== JSON.stringify(listQuery.value)) {
    listQuery.value = next;
  }
}, {
  flush: 'sync'
});
/** The address of the list with a query; without one, as it was shown last. */

function listLink() {
  var query = arguments.length > 0 && arguments[0] !== undefined ? arguments[0] : listQuery.value;
  var changed = Object.entries(query).filter(function (_ref) {
    var _ref2 = query_slicedToArray(_ref, 2),
        name = _ref2[0],
        value = _ref2[1];

    return value !== ALL[name];
  });
  return changed.length ? "".concat(routes_link('clients'), "&").concat(external_CoreHome_["MatomoUrl"].stringify(Object.fromEntries(changed))) : routes_link('clients');
}
/** Shows another part of the list. One step back leaves the list, so the address is replaced. */

function changeList(changes) {
  window.location.replace(listLink(Object.assign(Object.assign({}, listQuery.value), {}, {
    page: 1
  }, changes)));
}
// CONCATENATED MODULE: ./node_modules/@vue/cli-plugin-typescript/node_modules/cache-loader/dist/cjs.js??ref--14-0!./node_modules/babel-loader/lib!./node_modules/@vue/cli-plugin-typescript/node_modules/ts-loader??ref--14-2!./node_modules/@vue/cli-service/node_modules/cache-loader/dist/cjs.js??ref--0-0!./node_modules/@vue/cli-service/node_modules/vue-loader-v16/dist??ref--0-1!./plugins/OAuth2/vue/src/BackLink/BackLink.vue?vue&type=script&lang=ts


/* harmony default export */ var BackLinkvue_type_script_lang_ts = (Object(external_commonjs_vue_commonjs2_vue_root_Vue_["defineComponent"])({
  methods: {
    listLink: listLink
  }
}));
// CONCATENATED MODULE: ./plugins/OAuth2/vue/src/BackLink/BackLink.vue?vue&type=script&lang=ts
 
// CONCATENATED MODULE: ./plugins/OAuth2/vue/src/BackLink/BackLink.vue



BackLinkvue_type_script_lang_ts.render = BackLinkvue_type_template_id_ab754894_render

/* harmony default export */ var BackLink = (BackLinkvue_type_script_lang_ts);
// CONCATENATED MODULE: ./node_modules/@vue/cli-plugin-babel/node_modules/cache-loader/dist/cjs.js??ref--12-0!./node_modules/@vue/cli-plugin-babel/node_modules/thread-loader/dist/cjs.js!./node_modules/babel-loader/lib!./node_modules/@vue/cli-service/node_modules/vue-loader-v16/dist/templateLoader.js??ref--6!./node_modules/@vue/cli-service/node_modules/cache-loader/dist/cjs.js??ref--0-0!./node_modules/@vue/cli-service/node_modules/vue-loader-v16/dist??ref--0-1!./plugins/OAuth2/vue/src/CheckedField/CheckedField.vue?vue&type=template&id=46cfe93c

var CheckedFieldvue_type_template_id_46cfe93c_hoisted_1 = ["role", "aria-label", "aria-describedby"];
var CheckedFieldvue_type_template_id_46cfe93c_hoisted_2 = ["id"];
function CheckedFieldvue_type_template_id_46cfe93c_render(_ctx, _cache, $props, $setup, $data, $options) {
  var _component_Field = Object(external_commonjs_vue_commonjs2_vue_root_Vue_["resolveComponent"])("Field");

  var _component_FieldError = Object(external_commonjs_vue_commonjs2_vue_root_Vue_["resolveComponent"])("FieldError");

  return Object(external_commonjs_vue_commonjs2_vue_root_Vue_["openBlock"])(), Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createElementBlock"])("div", {
    class: "oauth2-field",
    role: _ctx.group,
    "aria-label": _ctx.group ? _ctx.title : undefined,
    "aria-describedby": _ctx.group && _ctx.inlineHelp ? _ctx.helpId : undefined
  }, [Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createVNode"])(_component_Field, Object(external_commonjs_vue_commonjs2_vue_root_Vue_["mergeProps"])(_ctx.$attrs, {
    uicontrol: _ctx.uicontrol,
    "var-type": _ctx.varType,
    title: _ctx.title,
    "full-width": true,
    "ui-control-attributes": _ctx.attributes
  }), null, 16, ["uicontrol", "var-type", "title", "ui-control-attributes"]), _ctx.inlineHelp ? (Object(external_commonjs_vue_commonjs2_vue_root_Vue_["openBlock"])(), Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createElementBlock"])("p", {
    key: 0,
    id: _ctx.helpId,
    class: "oauth2-help"
  }, Object(external_commonjs_vue_commonjs2_vue_root_Vue_["toDisplayString"])(_ctx.inlineHelp), 9, CheckedFieldvue_type_template_id_46cfe93c_hoisted_2)) : Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createCommentVNode"])("", true), Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createVNode"])(_component_FieldError, {
    id: _ctx.errorId,
    error: _ctx.error
  }, null, 8, ["id", "error"]), Object(external_commonjs_vue_commonjs2_vue_root_Vue_["renderSlot"])(_ctx.$slots, "default")], 8, CheckedFieldvue_type_template_id_46cfe93c_hoisted_1);
}
// CONCATENATED MODULE: ./plugins/OAuth2/vue/src/CheckedField/CheckedField.vue?vue&type=template&id=46cfe93c

// EXTERNAL MODULE: external "CorePluginsAdmin"
var external_CorePluginsAdmin_ = __webpack_require__("a5a2");

// CONCATENATED MODULE: ./node_modules/@vue/cli-plugin-babel/node_modules/cache-loader/dist/cjs.js??ref--12-0!./node_modules/@vue/cli-plugin-babel/node_modules/thread-loader/dist/cjs.js!./node_modules/babel-loader/lib!./node_modules/@vue/cli-service/node_modules/vue-loader-v16/dist/templateLoader.js??ref--6!./node_modules/@vue/cli-service/node_modules/cache-loader/dist/cjs.js??ref--0-0!./node_modules/@vue/cli-service/node_modules/vue-loader-v16/dist??ref--0-1!./plugins/OAuth2/vue/src/CheckedField/FieldError.vue?vue&type=template&id=4d8ec0d2

var FieldErrorvue_type_template_id_4d8ec0d2_hoisted_1 = ["id"];

var FieldErrorvue_type_template_id_4d8ec0d2_hoisted_2 = /*#__PURE__*/Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createElementVNode"])("span", {
  class: "icon-error",
  "aria-hidden": "true"
}, null, -1);

function FieldErrorvue_type_template_id_4d8ec0d2_render(_ctx, _cache, $props, $setup, $data, $options) {
  return _ctx.error ? (Object(external_commonjs_vue_commonjs2_vue_root_Vue_["openBlock"])(), Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createElementBlock"])("p", {
    key: 0,
    id: _ctx.id,
    class: "oauth2-field-error"
  }, [FieldErrorvue_type_template_id_4d8ec0d2_hoisted_2, Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createTextVNode"])(" " + Object(external_commonjs_vue_commonjs2_vue_root_Vue_["toDisplayString"])(_ctx.error), 1)], 8, FieldErrorvue_type_template_id_4d8ec0d2_hoisted_1)) : Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createCommentVNode"])("", true);
}
// CONCATENATED MODULE: ./plugins/OAuth2/vue/src/CheckedField/FieldError.vue?vue&type=template&id=4d8ec0d2

// CONCATENATED MODULE: ./node_modules/@vue/cli-plugin-typescript/node_modules/cache-loader/dist/cjs.js??ref--14-0!./node_modules/babel-loader/lib!./node_modules/@vue/cli-plugin-typescript/node_modules/ts-loader??ref--14-2!./node_modules/@vue/cli-service/node_modules/cache-loader/dist/cjs.js??ref--0-0!./node_modules/@vue/cli-service/node_modules/vue-loader-v16/dist??ref--0-1!./plugins/OAuth2/vue/src/CheckedField/FieldError.vue?vue&type=script&lang=ts

/* harmony default export */ var FieldErrorvue_type_script_lang_ts = (Object(external_commonjs_vue_commonjs2_vue_root_Vue_["defineComponent"])({
  props: {
    id: {
      type: String,
      required: true
    },
    error: String
  }
}));
// CONCATENATED MODULE: ./plugins/OAuth2/vue/src/CheckedField/FieldError.vue?vue&type=script&lang=ts
 
// CONCATENATED MODULE: ./plugins/OAuth2/vue/src/CheckedField/FieldError.vue



FieldErrorvue_type_script_lang_ts.render = FieldErrorvue_type_template_id_4d8ec0d2_render

/* harmony default export */ var FieldError = (FieldErrorvue_type_script_lang_ts);
// CONCATENATED MODULE: ./node_modules/@vue/cli-plugin-typescript/node_modules/cache-loader/dist/cjs.js??ref--14-0!./node_modules/babel-loader/lib!./node_modules/@vue/cli-plugin-typescript/node_modules/ts-loader??ref--14-2!./node_modules/@vue/cli-service/node_modules/cache-loader/dist/cjs.js??ref--0-0!./node_modules/@vue/cli-service/node_modules/vue-loader-v16/dist??ref--0-1!./plugins/OAuth2/vue/src/CheckedField/CheckedField.vue?vue&type=script&lang=ts



/** One of Matomo's fields with the server's error about its value. */

/* harmony default export */ var CheckedFieldvue_type_script_lang_ts = (Object(external_commonjs_vue_commonjs2_vue_root_Vue_["defineComponent"])({
  components: {
    Field: external_CorePluginsAdmin_["Field"],
    FieldError: FieldError
  },
  inheritAttrs: false,
  props: {
    /** The name of the field in the server's errors. */
    parameter: {
      type: String,
      required: true
    },
    uicontrol: {
      type: String,
      required: true
    },
    varType: String,
    title: {
      type: String,
      required: true
    },
    error: {
      type: String,
      default: ''
    },
    spellcheck: {
      type: Boolean,
      default: undefined
    },

    /** Matomo shows it beside the field; here it is under it. */
    inlineHelp: {
      type: String,
      default: ''
    }
  },
  computed: {
    helpId: function helpId() {
      return "oauth2-help-".concat(this.parameter);
    },
    errorId: function errorId() {
      return "oauth2-error-".concat(this.parameter);
    },

    /** The role for several controls with their own labels: the title becomes the group's name. */
    group: function group() {
      if (this.uicontrol === 'radio') {
        return 'radiogroup';
      }

      return this.varType === 'array' ? 'group' : undefined;
    },

    /** The help and the error, whichever there are; of a group, the group itself has the help. */
    describedBy: function describedBy() {
      return [this.group ? '' : this.inlineHelp && this.helpId, this.error && this.errorId].filter(function (id) {
        return id;
      }).join(' ');
    },

    /**
     * Changes only with the error, because rendering the field again would discard text that was
     * just pasted.
     */
    attributes: function attributes() {
      return Object.assign(Object.assign({
        spellcheck: this.spellcheck
      }, this.error ? {
        'aria-invalid': 'true'
      } : {}), this.describedBy ? {
        'aria-describedby': this.describedBy
      } : {});
    }
  }
}));
// CONCATENATED MODULE: ./plugins/OAuth2/vue/src/CheckedField/CheckedField.vue?vue&type=script&lang=ts
 
// CONCATENATED MODULE: ./plugins/OAuth2/vue/src/CheckedField/CheckedField.vue



CheckedFieldvue_type_script_lang_ts.render = CheckedFieldvue_type_template_id_46cfe93c_render

/* harmony default export */ var CheckedField = (CheckedFieldvue_type_script_lang_ts);
// CONCATENATED MODULE: ./node_modules/@vue/cli-plugin-babel/node_modules/cache-loader/dist/cjs.js??ref--12-0!./node_modules/@vue/cli-plugin-babel/node_modules/thread-loader/dist/cjs.js!./node_modules/babel-loader/lib!./node_modules/@vue/cli-service/node_modules/vue-loader-v16/dist/templateLoader.js??ref--6!./node_modules/@vue/cli-service/node_modules/cache-loader/dist/cjs.js??ref--0-0!./node_modules/@vue/cli-service/node_modules/vue-loader-v16/dist??ref--0-1!./plugins/OAuth2/vue/src/ClientList/ClientWarnings.vue?vue&type=template&id=46e9a335

var ClientWarningsvue_type_template_id_46e9a335_hoisted_1 = {
  key: 0,
  class: "oauth2-warnings"
};

var ClientWarningsvue_type_template_id_46e9a335_hoisted_2 = /*#__PURE__*/Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createElementVNode"])("span", {
  class: "icon-warning",
  "aria-hidden": "true"
}, null, -1);

function ClientWarningsvue_type_template_id_46e9a335_render(_ctx, _cache, $props, $setup, $data, $options) {
  return _ctx.client.warnings.length ? (Object(external_commonjs_vue_commonjs2_vue_root_Vue_["openBlock"])(), Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createElementBlock"])("ul", ClientWarningsvue_type_template_id_46e9a335_hoisted_1, [(Object(external_commonjs_vue_commonjs2_vue_root_Vue_["openBlock"])(true), Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createElementBlock"])(external_commonjs_vue_commonjs2_vue_root_Vue_["Fragment"], null, Object(external_commonjs_vue_commonjs2_vue_root_Vue_["renderList"])(_ctx.client.warnings, function (_ref, index) {
    var code = _ref.code,
        detail = _ref.detail;
    return Object(external_commonjs_vue_commonjs2_vue_root_Vue_["openBlock"])(), Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createElementBlock"])("li", {
      key: index
    }, [ClientWarningsvue_type_template_id_46e9a335_hoisted_2, Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createElementVNode"])("span", null, Object(external_commonjs_vue_commonjs2_vue_root_Vue_["toDisplayString"])(_ctx.warning(code, detail)), 1)]);
  }), 128))])) : Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createCommentVNode"])("", true);
}
// CONCATENATED MODULE: ./plugins/OAuth2/vue/src/ClientList/ClientWarnings.vue?vue&type=template&id=46e9a335

// CONCATENATED MODULE: ./node_modules/@vue/cli-plugin-typescript/node_modules/cache-loader/dist/cjs.js??ref--14-0!./node_modules/babel-loader/lib!./node_modules/@vue/cli-plugin-typescript/node_modules/ts-loader??ref--14-2!./node_modules/@vue/cli-service/node_modules/cache-loader/dist/cjs.js??ref--0-0!./node_modules/@vue/cli-service/node_modules/vue-loader-v16/dist??ref--0-1!./plugins/OAuth2/vue/src/ClientList/ClientWarnings.vue?vue&type=script&lang=ts


/** The warnings about a client. */

/* harmony default export */ var ClientWarningsvue_type_script_lang_ts = (Object(external_commonjs_vue_commonjs2_vue_root_Vue_["defineComponent"])({
  props: {
    client: {
      type: Object,
      required: true
    }
  },
  methods: {
    warning: warning
  }
}));
// CONCATENATED MODULE: ./plugins/OAuth2/vue/src/ClientList/ClientWarnings.vue?vue&type=script&lang=ts
 
// CONCATENATED MODULE: ./plugins/OAuth2/vue/src/ClientList/ClientWarnings.vue



ClientWarningsvue_type_script_lang_ts.render = ClientWarningsvue_type_template_id_46e9a335_render

/* harmony default export */ var ClientWarnings = (ClientWarningsvue_type_script_lang_ts);
// CONCATENATED MODULE: ./node_modules/@vue/cli-plugin-babel/node_modules/cache-loader/dist/cjs.js??ref--12-0!./node_modules/@vue/cli-plugin-babel/node_modules/thread-loader/dist/cjs.js!./node_modules/babel-loader/lib!./node_modules/@vue/cli-service/node_modules/vue-loader-v16/dist/templateLoader.js??ref--6!./node_modules/@vue/cli-service/node_modules/cache-loader/dist/cjs.js??ref--0-0!./node_modules/@vue/cli-service/node_modules/vue-loader-v16/dist??ref--0-1!./plugins/OAuth2/vue/src/CopyField/CopyField.vue?vue&type=template&id=9c549eba

var CopyFieldvue_type_template_id_9c549eba_hoisted_1 = {
  class: "oauth2-copy-field"
};
var CopyFieldvue_type_template_id_9c549eba_hoisted_2 = ["for"];
var CopyFieldvue_type_template_id_9c549eba_hoisted_3 = {
  class: "oauth2-copy-row"
};
var CopyFieldvue_type_template_id_9c549eba_hoisted_4 = {
  class: "oauth2-copy-text"
};
var CopyFieldvue_type_template_id_9c549eba_hoisted_5 = ["id", "value"];
var CopyFieldvue_type_template_id_9c549eba_hoisted_6 = {
  "aria-hidden": "true"
};
function CopyFieldvue_type_template_id_9c549eba_render(_ctx, _cache, $props, $setup, $data, $options) {
  var _component_CopyButton = Object(external_commonjs_vue_commonjs2_vue_root_Vue_["resolveComponent"])("CopyButton");

  return Object(external_commonjs_vue_commonjs2_vue_root_Vue_["openBlock"])(), Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createElementBlock"])("div", CopyFieldvue_type_template_id_9c549eba_hoisted_1, [Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createElementVNode"])("label", {
    for: _ctx.name
  }, Object(external_commonjs_vue_commonjs2_vue_root_Vue_["toDisplayString"])(_ctx.label), 9, CopyFieldvue_type_template_id_9c549eba_hoisted_2), Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createElementVNode"])("div", CopyFieldvue_type_template_id_9c549eba_hoisted_3, [Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createElementVNode"])("div", CopyFieldvue_type_template_id_9c549eba_hoisted_4, [Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createElementVNode"])("textarea", {
    id: _ctx.name,
    class: "browser-default",
    rows: "1",
    readonly: "",
    autocomplete: "off",
    spellcheck: "false",
    value: _ctx.text,
    onFocus: _cache[0] || (_cache[0] = function ($event) {
      return _ctx.selectAll($event);
    })
  }, null, 40, CopyFieldvue_type_template_id_9c549eba_hoisted_5), Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createElementVNode"])("span", CopyFieldvue_type_template_id_9c549eba_hoisted_6, Object(external_commonjs_vue_commonjs2_vue_root_Vue_["toDisplayString"])(_ctx.text), 1)]), Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createVNode"])(_component_CopyButton, {
    text: _ctx.text,
    what: _ctx.label
  }, null, 8, ["text", "what"])])]);
}
// CONCATENATED MODULE: ./plugins/OAuth2/vue/src/CopyField/CopyField.vue?vue&type=template&id=9c549eba

// CONCATENATED MODULE: ./node_modules/@vue/cli-plugin-babel/node_modules/cache-loader/dist/cjs.js??ref--12-0!./node_modules/@vue/cli-plugin-babel/node_modules/thread-loader/dist/cjs.js!./node_modules/babel-loader/lib!./node_modules/@vue/cli-service/node_modules/vue-loader-v16/dist/templateLoader.js??ref--6!./node_modules/@vue/cli-service/node_modules/cache-loader/dist/cjs.js??ref--0-0!./node_modules/@vue/cli-service/node_modules/vue-loader-v16/dist??ref--0-1!./plugins/OAuth2/vue/src/CopyButton/CopyButton.vue?vue&type=template&id=3e5f701a

var CopyButtonvue_type_template_id_3e5f701a_hoisted_1 = ["aria-label", "title"];
var CopyButtonvue_type_template_id_3e5f701a_hoisted_2 = {
  class: "oauth2-unseen",
  role: "status"
};
function CopyButtonvue_type_template_id_3e5f701a_render(_ctx, _cache, $props, $setup, $data, $options) {
  return Object(external_commonjs_vue_commonjs2_vue_root_Vue_["openBlock"])(), Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createElementBlock"])(external_commonjs_vue_commonjs2_vue_root_Vue_["Fragment"], null, [Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createElementVNode"])("button", {
    type: "button",
    class: "oauth2-copy",
    "aria-label": _ctx.copied ? _ctx.translate('OAuth2_Copied') : _ctx.translate('OAuth2_CopyWhat', _ctx.what),
    title: _ctx.translate('OAuth2_CopyWhat', _ctx.what),
    onClick: _cache[0] || (_cache[0] = function ($event) {
      return _ctx.copy();
    })
  }, [Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createElementVNode"])("span", {
    class: Object(external_commonjs_vue_commonjs2_vue_root_Vue_["normalizeClass"])(_ctx.copied ? 'icon-ok' : 'icon-content-copy'),
    "aria-hidden": "true"
  }, null, 2), Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createTextVNode"])(" " + Object(external_commonjs_vue_commonjs2_vue_root_Vue_["toDisplayString"])(_ctx.copied ? _ctx.translate('OAuth2_Copied') : _ctx.translate('General_Copy')), 1)], 8, CopyButtonvue_type_template_id_3e5f701a_hoisted_1), Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createElementVNode"])("span", CopyButtonvue_type_template_id_3e5f701a_hoisted_2, Object(external_commonjs_vue_commonjs2_vue_root_Vue_["toDisplayString"])(_ctx.said), 1)], 64);
}
// CONCATENATED MODULE: ./plugins/OAuth2/vue/src/CopyButton/CopyButton.vue?vue&type=template&id=3e5f701a

// CONCATENATED MODULE: ./node_modules/@vue/cli-plugin-typescript/node_modules/cache-loader/dist/cjs.js??ref--14-0!./node_modules/babel-loader/lib!./node_modules/@vue/cli-plugin-typescript/node_modules/ts-loader??ref--14-2!./node_modules/@vue/cli-service/node_modules/cache-loader/dist/cjs.js??ref--0-0!./node_modules/@vue/cli-service/node_modules/vue-loader-v16/dist??ref--0-1!./plugins/OAuth2/vue/src/CopyButton/CopyButton.vue?vue&type=script&lang=ts


/** Copies without the clipboard API, which browsers do not offer on pages over http. */

function copyBySelection(text) {
  var area = document.createElement('textarea');
  area.value = text;
  area.setAttribute('readonly', '');
  area.className = 'oauth2-unseen';
  document.body.appendChild(area);
  area.select();

  try {
    return document.execCommand('copy');
  } finally {
    area.remove();
  }
}

async function copyText(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch (e) {
    return copyBySelection(text);
  }
}

/* harmony default export */ var CopyButtonvue_type_script_lang_ts = (Object(external_commonjs_vue_commonjs2_vue_root_Vue_["defineComponent"])({
  props: {
    text: {
      type: String,
      required: true
    },

    /** The name of the copied value, for screen readers. */
    what: {
      type: String,
      required: true
    }
  },
  data: function data() {
    return {
      copied: false,
      said: '',
      timer: 0
    };
  },
  beforeUnmount: function beforeUnmount() {
    // The text may be a secret, so no timer may keep it after the button is gone.
    window.clearTimeout(this.timer);
  },
  methods: {
    copy: async function copy() {
      var _this = this;

      var button = document.activeElement;
      this.copied = await copyText(this.text);
      this.said = Object(external_CoreHome_["translate"])(this.copied ? 'General_CopiedToClipboard' : 'OAuth2_CopyFailed');

      if (button instanceof HTMLElement) {
        button.focus();
      }

      window.clearTimeout(this.timer);
      this.timer = window.setTimeout(function () {
        _this.copied = false;
        _this.said = '';
      }, 3000);
    }
  }
}));
// CONCATENATED MODULE: ./plugins/OAuth2/vue/src/CopyButton/CopyButton.vue?vue&type=script&lang=ts
 
// CONCATENATED MODULE: ./plugins/OAuth2/vue/src/CopyButton/CopyButton.vue



CopyButtonvue_type_script_lang_ts.render = CopyButtonvue_type_template_id_3e5f701a_render

/* harmony default export */ var CopyButton = (CopyButtonvue_type_script_lang_ts);
// CONCATENATED MODULE: ./node_modules/@vue/cli-plugin-typescript/node_modules/cache-loader/dist/cjs.js??ref--14-0!./node_modules/babel-loader/lib!./node_modules/@vue/cli-plugin-typescript/node_modules/ts-loader??ref--14-2!./node_modules/@vue/cli-service/node_modules/cache-loader/dist/cjs.js??ref--0-0!./node_modules/@vue/cli-service/node_modules/vue-loader-v16/dist??ref--0-1!./plugins/OAuth2/vue/src/CopyField/CopyField.vue?vue&type=script&lang=ts


/** A value to copy. It is shown completely: an invisible copy of it makes the field high enough. */

/* harmony default export */ var CopyFieldvue_type_script_lang_ts = (Object(external_commonjs_vue_commonjs2_vue_root_Vue_["defineComponent"])({
  components: {
    CopyButton: CopyButton
  },
  props: {
    name: {
      type: String,
      required: true
    },
    label: {
      type: String,
      required: true
    },
    text: {
      type: String,
      required: true
    }
  },
  methods: {
    selectAll: function selectAll(event) {
      event.target.select();
    }
  }
}));
// CONCATENATED MODULE: ./plugins/OAuth2/vue/src/CopyField/CopyField.vue?vue&type=script&lang=ts
 
// CONCATENATED MODULE: ./plugins/OAuth2/vue/src/CopyField/CopyField.vue



CopyFieldvue_type_script_lang_ts.render = CopyFieldvue_type_template_id_9c549eba_render

/* harmony default export */ var CopyField = (CopyFieldvue_type_script_lang_ts);
// CONCATENATED MODULE: ./node_modules/@vue/cli-plugin-babel/node_modules/cache-loader/dist/cjs.js??ref--12-0!./node_modules/@vue/cli-plugin-babel/node_modules/thread-loader/dist/cjs.js!./node_modules/babel-loader/lib!./node_modules/@vue/cli-service/node_modules/vue-loader-v16/dist/templateLoader.js??ref--6!./node_modules/@vue/cli-service/node_modules/cache-loader/dist/cjs.js??ref--0-0!./node_modules/@vue/cli-service/node_modules/vue-loader-v16/dist??ref--0-1!./plugins/OAuth2/vue/src/SubmitRow/SubmitRow.vue?vue&type=template&id=a6c2a3b6

var SubmitRowvue_type_template_id_a6c2a3b6_hoisted_1 = {
  class: "oauth2-submit"
};
var SubmitRowvue_type_template_id_a6c2a3b6_hoisted_2 = ["aria-disabled"];
function SubmitRowvue_type_template_id_a6c2a3b6_render(_ctx, _cache, $props, $setup, $data, $options) {
  var _component_ActivityIndicator = Object(external_commonjs_vue_commonjs2_vue_root_Vue_["resolveComponent"])("ActivityIndicator");

  return Object(external_commonjs_vue_commonjs2_vue_root_Vue_["openBlock"])(), Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createElementBlock"])("div", SubmitRowvue_type_template_id_a6c2a3b6_hoisted_1, [Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createElementVNode"])("button", {
    type: "submit",
    class: "btn",
    "aria-disabled": _ctx.saving
  }, Object(external_commonjs_vue_commonjs2_vue_root_Vue_["toDisplayString"])(_ctx.label), 9, SubmitRowvue_type_template_id_a6c2a3b6_hoisted_2), Object(external_commonjs_vue_commonjs2_vue_root_Vue_["renderSlot"])(_ctx.$slots, "default"), Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createVNode"])(_component_ActivityIndicator, {
    loading: _ctx.saving && !_ctx.asking
  }, null, 8, ["loading"])]);
}
// CONCATENATED MODULE: ./plugins/OAuth2/vue/src/SubmitRow/SubmitRow.vue?vue&type=template&id=a6c2a3b6

// CONCATENATED MODULE: ./node_modules/@vue/cli-plugin-typescript/node_modules/cache-loader/dist/cjs.js??ref--14-0!./node_modules/babel-loader/lib!./node_modules/@vue/cli-plugin-typescript/node_modules/ts-loader??ref--14-2!./node_modules/@vue/cli-service/node_modules/cache-loader/dist/cjs.js??ref--0-0!./node_modules/@vue/cli-service/node_modules/vue-loader-v16/dist??ref--0-1!./plugins/OAuth2/vue/src/SubmitRow/SubmitRow.vue?vue&type=script&lang=ts



/** The end of a form: the button that saves it, other ways out, and a sign while it saves. */

/* harmony default export */ var SubmitRowvue_type_script_lang_ts = (Object(external_commonjs_vue_commonjs2_vue_root_Vue_["defineComponent"])({
  components: {
    ActivityIndicator: external_CoreHome_["ActivityIndicator"]
  },
  props: {
    label: {
      type: String,
      required: true
    },
    saving: {
      type: Boolean,
      required: true
    }
  },
  computed: {
    /** True while the screen waits for the user's password. */
    asking: function asking() {
      return PasswordPrompt_store.state.isOpen;
    }
  }
}));
// CONCATENATED MODULE: ./plugins/OAuth2/vue/src/SubmitRow/SubmitRow.vue?vue&type=script&lang=ts
 
// CONCATENATED MODULE: ./plugins/OAuth2/vue/src/SubmitRow/SubmitRow.vue



SubmitRowvue_type_script_lang_ts.render = SubmitRowvue_type_template_id_a6c2a3b6_render

/* harmony default export */ var SubmitRow = (SubmitRowvue_type_script_lang_ts);
// CONCATENATED MODULE: ./node_modules/@vue/cli-plugin-babel/node_modules/cache-loader/dist/cjs.js??ref--12-0!./node_modules/@vue/cli-plugin-babel/node_modules/thread-loader/dist/cjs.js!./node_modules/babel-loader/lib!./node_modules/@vue/cli-service/node_modules/vue-loader-v16/dist/templateLoader.js??ref--6!./node_modules/@vue/cli-service/node_modules/cache-loader/dist/cjs.js??ref--0-0!./node_modules/@vue/cli-service/node_modules/vue-loader-v16/dist??ref--0-1!./plugins/OAuth2/vue/src/ClientForm/TemplatePicker.vue?vue&type=template&id=512ab509

var TemplatePickervue_type_template_id_512ab509_hoisted_1 = {
  class: "oauth2-templates"
};
var TemplatePickervue_type_template_id_512ab509_hoisted_2 = {
  class: "oauth2-kinds"
};
var TemplatePickervue_type_template_id_512ab509_hoisted_3 = ["aria-pressed", "onClick"];
var TemplatePickervue_type_template_id_512ab509_hoisted_4 = {
  class: "oauth2-products"
};
var TemplatePickervue_type_template_id_512ab509_hoisted_5 = ["aria-pressed", "onClick"];
var TemplatePickervue_type_template_id_512ab509_hoisted_6 = {
  key: 0,
  class: "oauth2-help",
  role: "status"
};
var TemplatePickervue_type_template_id_512ab509_hoisted_7 = ["href"];
function TemplatePickervue_type_template_id_512ab509_render(_ctx, _cache, $props, $setup, $data, $options) {
  return Object(external_commonjs_vue_commonjs2_vue_root_Vue_["openBlock"])(), Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createElementBlock"])("fieldset", TemplatePickervue_type_template_id_512ab509_hoisted_1, [Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createElementVNode"])("legend", null, Object(external_commonjs_vue_commonjs2_vue_root_Vue_["toDisplayString"])(_ctx.translate('OAuth2_TemplateQuestion')), 1), Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createElementVNode"])("div", TemplatePickervue_type_template_id_512ab509_hoisted_2, [(Object(external_commonjs_vue_commonjs2_vue_root_Vue_["openBlock"])(true), Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createElementBlock"])(external_commonjs_vue_commonjs2_vue_root_Vue_["Fragment"], null, Object(external_commonjs_vue_commonjs2_vue_root_Vue_["renderList"])(_ctx.kinds, function (template) {
    return Object(external_commonjs_vue_commonjs2_vue_root_Vue_["openBlock"])(), Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createElementBlock"])("button", {
      key: template.name,
      type: "button",
      class: "oauth2-template",
      "aria-pressed": template.name === _ctx.chosen,
      onClick: function onClick($event) {
        return _ctx.$emit('choose', template);
      }
    }, [Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createElementVNode"])("strong", null, Object(external_commonjs_vue_commonjs2_vue_root_Vue_["toDisplayString"])(template.title), 1), Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createElementVNode"])("span", null, Object(external_commonjs_vue_commonjs2_vue_root_Vue_["toDisplayString"])(template.meaning), 1)], 8, TemplatePickervue_type_template_id_512ab509_hoisted_3);
  }), 128))]), Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createElementVNode"])("div", TemplatePickervue_type_template_id_512ab509_hoisted_4, [(Object(external_commonjs_vue_commonjs2_vue_root_Vue_["openBlock"])(true), Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createElementBlock"])(external_commonjs_vue_commonjs2_vue_root_Vue_["Fragment"], null, Object(external_commonjs_vue_commonjs2_vue_root_Vue_["renderList"])(_ctx.products, function (template) {
    return Object(external_commonjs_vue_commonjs2_vue_root_Vue_["openBlock"])(), Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createElementBlock"])("button", {
      key: template.name,
      type: "button",
      class: "oauth2-template",
      "aria-pressed": template.name === _ctx.chosen,
      onClick: function onClick($event) {
        return _ctx.$emit('choose', template);
      }
    }, Object(external_commonjs_vue_commonjs2_vue_root_Vue_["toDisplayString"])(template.title), 9, TemplatePickervue_type_template_id_512ab509_hoisted_5);
  }), 128))]), _ctx.source ? (Object(external_commonjs_vue_commonjs2_vue_root_Vue_["openBlock"])(), Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createElementBlock"])("p", TemplatePickervue_type_template_id_512ab509_hoisted_6, [Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createTextVNode"])(Object(external_commonjs_vue_commonjs2_vue_root_Vue_["toDisplayString"])(_ctx.translate('OAuth2_TemplateSource', _ctx.source.title)) + " ", 1), Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createElementVNode"])("a", {
    href: _ctx.source.source,
    target: "_blank",
    rel: "noreferrer noopener"
  }, Object(external_commonjs_vue_commonjs2_vue_root_Vue_["toDisplayString"])(_ctx.source.source), 9, TemplatePickervue_type_template_id_512ab509_hoisted_7)])) : Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createCommentVNode"])("", true)]);
}
// CONCATENATED MODULE: ./plugins/OAuth2/vue/src/ClientForm/TemplatePicker.vue?vue&type=template&id=512ab509

// CONCATENATED MODULE: ./node_modules/@vue/cli-plugin-typescript/node_modules/cache-loader/dist/cjs.js??ref--14-0!./node_modules/babel-loader/lib!./node_modules/@vue/cli-plugin-typescript/node_modules/ts-loader??ref--14-2!./node_modules/@vue/cli-service/node_modules/cache-loader/dist/cjs.js??ref--0-0!./node_modules/@vue/cli-service/node_modules/vue-loader-v16/dist??ref--0-1!./plugins/OAuth2/vue/src/ClientForm/TemplatePicker.vue?vue&type=script&lang=ts


/** Asks what is to be connected, to fill the form for a new client with the values for it. */

/* harmony default export */ var TemplatePickervue_type_script_lang_ts = (Object(external_commonjs_vue_commonjs2_vue_root_Vue_["defineComponent"])({
  props: {
    /** The name of the chosen template; empty: none. */
    chosen: {
      type: String,
      required: true
    }
  },
  emits: ['choose'],
  computed: {
    kinds: function kinds() {
      return templates().filter(function (template) {
        return template.meaning;
      });
    },
    products: function products() {
      return templates().filter(function (template) {
        return !template.meaning;
      });
    },

    /** The chosen product, whose values somebody documented. */
    source: function source() {
      var _this = this;

      return this.products.find(function (template) {
        return template.name === _this.chosen;
      });
    }
  }
}));
// CONCATENATED MODULE: ./plugins/OAuth2/vue/src/ClientForm/TemplatePicker.vue?vue&type=script&lang=ts
 
// CONCATENATED MODULE: ./plugins/OAuth2/vue/src/ClientForm/TemplatePicker.vue



TemplatePickervue_type_script_lang_ts.render = TemplatePickervue_type_template_id_512ab509_render

/* harmony default export */ var TemplatePicker = (TemplatePickervue_type_script_lang_ts);
// CONCATENATED MODULE: ./plugins/OAuth2/vue/src/effects.ts
/*!
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/** Says what a change ends, a sentence each, also if that is nothing. */

function effectTexts(_ref) {
  var authorizations = _ref.authorizations,
      users = _ref.users,
      own = _ref.own;
  var texts = [];

  if (authorizations) {
    texts.push(Object(external_CoreHome_["translate"])('OAuth2_EffectsUsers', "".concat(authorizations), "".concat(users)));
  }

  if (own) {
    texts.push(Object(external_CoreHome_["translate"])('OAuth2_EffectsOwn', "".concat(own)));
  }

  return texts.length ? texts : [Object(external_CoreHome_["translate"])('OAuth2_EffectsNone')];
}
/** Says how many authorizations stop until the client is resumed. */

function stopTexts(_ref2) {
  var authorizations = _ref2.authorizations,
      own = _ref2.own;
  return [Object(external_CoreHome_["translate"])('OAuth2_EffectsPause', "".concat(authorizations + own), "".concat(own))];
}
/** Says how many authorizations work again. */

function resumeTexts(_ref3) {
  var authorizations = _ref3.authorizations,
      own = _ref3.own;
  return [Object(external_CoreHome_["translate"])('OAuth2_EffectsResume', "".concat(authorizations + own), "".concat(own))];
}
// CONCATENATED MODULE: ./plugins/OAuth2/vue/src/fields.ts
/*!
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/**
 * Waits until Matomo's text fields have emitted their values, which they do 50 ms after an input.
 * Call it before a change that renders the form again, which would discard a value not yet emitted.
 */
function fieldsAreTold() {
  return new Promise(function (resolve) {
    setTimeout(resolve, 100);
  });
}
// CONCATENATED MODULE: ./plugins/OAuth2/vue/src/newSecret.ts
/*!
 * SPDX-License-Identifier: GPL-3.0-or-later
 */


/** The secret that the page shows in place of everything else; null if it shows none. */

var shownSecret = Object(external_commonjs_vue_commonjs2_vue_root_Vue_["ref"])(null);
function showSecret(issued, reason) {
  var oldUntil = arguments.length > 2 && arguments[2] !== undefined ? arguments[2] : null;
  shownSecret.value = {
    issued: issued,
    reason: reason,
    oldUntil: oldUntil
  };
}
/**
 * Shows a secret of the last minutes again whose display this session has not confirmed, such as
 * one whose answer was lost on its way. Failures are silent: this only helps.
 *
 * @param of the client's ID; empty for the client that was created last
 */

async function recoverSecret(of) {
  try {
    var _await$call = await call('OAuth2.getNewSecret', {
      clientId: of
    }),
        clientId = _await$call.client_id,
        secret = _await$call.secret;

    if (clientId && secret) {
      var client = await call('OAuth2.getClient', {
        clientId: clientId
      });
      showSecret({
        client: client,
        secret: secret
      }, 'recovered', client.old_secret_until);
    }
  } catch (_unused) {// The screen says what it was doing when it failed.
  }
}
/**
 * Makes a change that makes a secret. If it fails, the answer may have been lost after the server
 * had made the secret, which is shown then.
 */

async function orRecover(clientId, run) {
  try {
    return await run();
  } catch (error) {
    recoverSecret(clientId);
    throw error;
  }
}
/** Hides the secret, and lets the server forget it. */

async function confirmSecret() {
  var shown = shownSecret.value;
  shownSecret.value = null;

  if (shown && shown.issued.secret) {
    try {
      await call('OAuth2.confirmNewSecret', {
        clientId: shown.issued.client.client_id
      });
    } catch (_unused2) {// The server forgets it by itself after some minutes.
    }
  }
}
// CONCATENATED MODULE: ./node_modules/@vue/cli-plugin-typescript/node_modules/cache-loader/dist/cjs.js??ref--14-0!./node_modules/babel-loader/lib!./node_modules/@vue/cli-plugin-typescript/node_modules/ts-loader??ref--14-2!./node_modules/@vue/cli-service/node_modules/cache-loader/dist/cjs.js??ref--0-0!./node_modules/@vue/cli-service/node_modules/vue-loader-v16/dist??ref--0-1!./plugins/OAuth2/vue/src/ClientForm/ClientForm.vue?vue&type=script&lang=ts
function ClientFormvue_type_script_lang_ts_slicedToArray(arr, i) { return ClientFormvue_type_script_lang_ts_arrayWithHoles(arr) || ClientFormvue_type_script_lang_ts_iterableToArrayLimit(arr, i) || ClientFormvue_type_script_lang_ts_unsupportedIterableToArray(arr, i) || ClientFormvue_type_script_lang_ts_nonIterableRest(); }

function ClientFormvue_type_script_lang_ts_nonIterableRest() { throw new TypeError("Invalid attempt to destructure non-iterable instance.\nIn order to be iterable, non-array objects must have a [Symbol.iterator]() method."); }

function ClientFormvue_type_script_lang_ts_iterableToArrayLimit(arr, i) { var _i = arr == null ? null : typeof Symbol !== "undefined" && arr[Symbol.iterator] || arr["@@iterator"]; if (_i == null) return; var _arr = []; var _n = true; var _d = false; var _s, _e; try { for (_i = _i.call(arr); !(_n = (_s = _i.next()).done); _n = true) { _arr.push(_s.value); if (i && _arr.length === i) break; } } catch (err) { _d = true; _e = err; } finally { try { if (!_n && _i["return"] != null) _i["return"](); } finally { if (_d) throw _e; } } return _arr; }

function ClientFormvue_type_script_lang_ts_arrayWithHoles(arr) { if (Array.isArray(arr)) return arr; }

function ClientFormvue_type_script_lang_ts_toConsumableArray(arr) { return ClientFormvue_type_script_lang_ts_arrayWithoutHoles(arr) || ClientFormvue_type_script_lang_ts_iterableToArray(arr) || ClientFormvue_type_script_lang_ts_unsupportedIterableToArray(arr) || ClientFormvue_type_script_lang_ts_nonIterableSpread(); }

function ClientFormvue_type_script_lang_ts_nonIterableSpread() { throw new TypeError("Invalid attempt to spread non-iterable instance.\nIn order to be iterable, non-array objects must have a [Symbol.iterator]() method."); }

function ClientFormvue_type_script_lang_ts_unsupportedIterableToArray(o, minLen) { if (!o) return; if (typeof o === "string") return ClientFormvue_type_script_lang_ts_arrayLikeToArray(o, minLen); var n = Object.prototype.toString.call(o).slice(8, -1); if (n === "Object" && o.constructor) n = o.constructor.name; if (n === "Map" || n === "Set") return Array.from(o); if (n === "Arguments" || /^(?:Ui|I)nt(?:8|16|32)(?:Clamped)?Array$/.test(n)) return ClientFormvue_type_script_lang_ts_arrayLikeToArray(o, minLen); }

function ClientFormvue_type_script_lang_ts_iterableToArray(iter) { if (typeof Symbol !== "undefined" && iter[Symbol.iterator] != null || iter["@@iterator"] != null) return Array.from(iter); }

function ClientFormvue_type_script_lang_ts_arrayWithoutHoles(arr) { if (Array.isArray(arr)) return ClientFormvue_type_script_lang_ts_arrayLikeToArray(arr); }

function ClientFormvue_type_script_lang_ts_arrayLikeToArray(arr, len) { if (len == null || len > arr.length) len = arr.length; for (var i = 0, arr2 = new Array(len); i < len; i++) { arr2[i] = arr[i]; } return arr2; }




















/** The folded fields. */

var ADVANCED = ['description', 'clientId', 'requirePkce'];
/** The place of a scope in the order of scopes. */

function rank(name) {
  return knownScopes().findIndex(function (scope) {
    return scope.name === name;
  });
}
/** The form to create or edit a client. */


/* harmony default export */ var ClientFormvue_type_script_lang_ts = (Object(external_commonjs_vue_commonjs2_vue_root_Vue_["defineComponent"])({
  components: {
    Alert: external_CoreHome_["Alert"],
    BackLink: BackLink,
    CheckedField: CheckedField,
    ClientWarnings: ClientWarnings,
    CopyField: CopyField,
    LoadedBlock: LoadedBlock,
    SubmitRow: SubmitRow,
    TemplatePicker: TemplatePicker
  },
  props: {
    clientId: {
      type: String,
      default: ''
    }
  },
  data: function data() {
    return {
      saving: false,
      client: null,
      allowedScopes: [],
      disabledGrants: [],
      form: {
        name: '',
        description: '',
        clientId: '',
        type: 'confidential',
        grantTypes: grantTypes().filter(function (grant) {
          return !grant.needsSecret;
        }).map(function (grant) {
          return grant.name;
        }),
        redirectUris: '',
        scopes: [leastScope()],
        requirePkce: true,
        actsAs: ''
      },
      unchanged: '',
      touched: false,
      errors: {},
      template: '',
      isOpen: false
    };
  },
  created: function created() {
    var _this = this;

    clearNotification();
    guardLeaving(function () {
      return _this.touched || !!_this.unchanged && JSON.stringify(_this.form) !== _this.unchanged;
    });
  },
  unmounted: function unmounted() {
    stopGuarding();
  },
  computed: {
    /**
     * What happens when a value was entered, by field. The functions stay the same: a new one
     * would render the field again, which would discard text that was just pasted.
     */
    entered: function entered() {
      var _this2 = this;

      var fields = ['name', 'description', 'clientId', 'redirectUris', 'scopes', 'requirePkce', 'actsAs'];
      return Object.assign(Object.assign({}, Object.fromEntries(fields.map(function (field) {
        return [field, function (value) {
          _this2.form[field] = value;
        }];
      }))), {}, {
        type: function type(value) {
          return _this2.setType(value);
        },
        grantTypes: function grantTypes(value) {
          return _this2.setGrantTypes(value);
        }
      });
    },
    usesCode: function usesCode() {
      var _this3 = this;

      return grantTypes().some(function (grant) {
        return grant.redirects && _this3.form.grantTypes.includes(grant.name);
      });
    },

    /** A translation key. */
    actsAsHelp: function actsAsHelp() {
      return this.client ? 'OAuth2_ActsAsHelp' : 'OAuth2_ActsAsHelpNew';
    },
    actsByItself: function actsByItself() {
      var _this4 = this;

      return grantTypes().some(function (grant) {
        return grant.actsByItself && _this4.form.grantTypes.includes(grant.name);
      });
    },

    /** An error must not hide among the advanced fields. */
    advancedIsOpen: function advancedIsOpen() {
      var _this5 = this;

      return this.isOpen || ADVANCED.some(function (field) {
        return _this5.errors[field];
      }) || this.mayOmitPkce && !this.form.requirePkce;
    },

    /** A redirect URI in the form of the user's own. */
    example: function example() {
      var _this6 = this;

      var template = templates().find(function (one) {
        return one.name === _this6.template;
      });
      return (template === null || template === void 0 ? void 0 : template.example) || 'https://app.example.org/oauth/callback';
    },

    /** The scopes that the settings do not allow, unless the stored client has them. */
    forbiddenScopes: function forbiddenScopes() {
      var shown = this.scopeOptions.map(function (option) {
        return option.key;
      });
      return knownScopes().filter(function (scope) {
        return !shown.includes(scope.name);
      }).map(function (scope) {
        return scope.name;
      }).join(', ');
    },

    /** The highest selected scope, which includes those below it. */
    highestScope: function highestScope() {
      return Math.max.apply(Math, ClientFormvue_type_script_lang_ts_toConsumableArray(this.form.scopes.map(function (name) {
        return rank(name);
      })));
    },
    mayOmitPkce: function mayOmitPkce() {
      return this.form.type === 'confidential' && this.usesCode;
    },
    typeOptions: function typeOptions() {
      return [{
        key: 'confidential',
        value: Object(external_CoreHome_["translate"])('OAuth2_TypeConfidential'),
        description: Object(external_CoreHome_["translate"])('OAuth2_TypeConfidentialMeaning')
      }, {
        key: 'public',
        value: Object(external_CoreHome_["translate"])('OAuth2_TypePublic'),
        description: Object(external_CoreHome_["translate"])('OAuth2_TypePublicMeaning')
      }];
    },
    grantOptions: function grantOptions() {
      var _this7 = this;

      return grantTypes().filter(function (grant) {
        return !grant.needsSecret || _this7.form.type !== 'public';
      }).map(function (grant) {
        return {
          key: grant.name,
          value: grant.title,
          description: _this7.disabledGrants.includes(grant.name) ? "".concat(grant.meaning, " ").concat(Object(external_CoreHome_["translate"])('OAuth2_GrantSwitchedOff')) : grant.meaning
        };
      });
    },
    scopeOptions: function scopeOptions() {
      var _this8 = this;

      var notAllowed = this.client ? this.client.scopes.filter(function (scope) {
        return !_this8.allowedScopes.includes(scope);
      }) : [];
      return [].concat(ClientFormvue_type_script_lang_ts_toConsumableArray(this.allowedScopes), ClientFormvue_type_script_lang_ts_toConsumableArray(notAllowed)).map(function (scope) {
        return {
          key: scope,
          value: "".concat(scope, " \u2013 ").concat(scopeTitle(scope)),
          description: notAllowed.includes(scope) ? Object(external_CoreHome_["translate"])('OAuth2_ScopeSwitchedOff') : "".concat(scopeMeaning(scope)).concat(_this8.isImplied(scope) ? " ".concat(Object(external_CoreHome_["translate"])('OAuth2_ScopeImplied')) : '')
        };
      });
    }
  },
  methods: {
    link: routes_link,
    listLink: listLink,

    /** The field of a parameter. Title and help are translation keys. */
    field: function field(parameter, title, help) {
      return {
        parameter: parameter,
        name: "oauth2".concat(parameter[0].toUpperCase()).concat(parameter.slice(1)),
        title: Object(external_CoreHome_["translate"])(title),
        inlineHelp: Object(external_CoreHome_["translate"])(help),
        error: this.errors[parameter],
        modelValue: this.form[parameter],
        'onUpdate:modelValue': this.entered[parameter]
      };
    },
    load: async function load() {
      var _this9 = this;

      var _await$Promise$all = await Promise.all([call('OAuth2.getScopes'), getSettings(), this.clientId ? call('OAuth2.getClient', {
        clientId: this.clientId
      }) : Promise.resolve(null)]),
          _await$Promise$all2 = ClientFormvue_type_script_lang_ts_slicedToArray(_await$Promise$all, 3),
          scopes = _await$Promise$all2[0],
          settings = _await$Promise$all2[1],
          client = _await$Promise$all2[2];

      this.allowedScopes = Object.keys(scopes);
      this.disabledGrants = grantTypes().filter(function (grant) {
        return settings.some(function (setting) {
          return setting.name === grant.setting && !setting.value;
        });
      }).map(function (grant) {
        return grant.name;
      });

      if (client) {
        this.show(client);
      } else {
        this.form.grantTypes = this.form.grantTypes.filter(function (grant) {
          return !_this9.disabledGrants.includes(grant);
        });
        this.form.scopes = this.form.scopes.filter(function (scope) {
          return _this9.allowedScopes.includes(scope);
        });
        var template = templates().find(function (one) {
          return one.name === templateName();
        });

        if (template) {
          this.useTemplate(template);
        }

        this.unchanged = JSON.stringify(this.form);
      }
    },

    /** Fills the form, except for what the user has to decide alone. */
    useTemplate: function useTemplate(template) {
      var _this10 = this;

      this.template = template.name;
      this.errors = {};
      Object.assign(this.form, {
        name: this.form.name || (template.meaning ? '' : template.title),
        type: template.type,
        grantTypes: template.grantTypes.filter(function (grant) {
          return !_this10.disabledGrants.includes(grant);
        }),
        scopes: template.scopes.filter(function (scope) {
          return _this10.allowedScopes.includes(scope);
        }),
        redirectUris: template.redirectUris.join('\n'),
        requirePkce: true
      });
    },
    toggle: function toggle(event) {
      this.isOpen = event.target.open;
    },

    /** True for a scope that the client has because it has a higher one. */
    isImplied: function isImplied(scope) {
      return !this.form.scopes.includes(scope) && rank(scope) < this.highestScope;
    },
    show: function show(client) {
      this.client = client;
      this.isOpen = true;
      this.form = {
        name: client.name,
        description: client.description,
        clientId: '',
        type: client.type,
        grantTypes: ClientFormvue_type_script_lang_ts_toConsumableArray(client.grant_types),
        redirectUris: client.redirect_uris.join('\n'),
        scopes: ClientFormvue_type_script_lang_ts_toConsumableArray(client.scopes),
        requirePkce: client.require_pkce,
        actsAs: client.acts_as || ''
      };
      this.unchanged = JSON.stringify(this.form);
    },
    setType: function setType(type) {
      this.form.type = type;

      if (type === 'public') {
        this.form.grantTypes = this.form.grantTypes.filter(function (name) {
          return !grantTypes().some(function (grant) {
            return grant.name === name && grant.needsSecret;
          });
        });
      }
    },
    setGrantTypes: function setGrantTypes(chosen) {
      // Removing a grant type also removes those that need it.
      var removed = this.form.grantTypes.filter(function (name) {
        return !chosen.includes(name);
      });
      this.form.grantTypes = chosen.filter(function (name) {
        return !grantTypes().some(function (grant) {
          return grant.name === name && grant.companion && removed.includes(grant.companion);
        });
      });
    },

    /** Empty where the field is hidden: the server keeps the value. */
    requirePkce: function requirePkce() {
      if (!this.mayOmitPkce) {
        return '';
      }

      return this.form.requirePkce ? '1' : '0';
    },
    parameters: function parameters() {
      var form = this.form;
      return {
        name: form.name,
        grantTypes: form.grantTypes,
        scope: form.scopes.join(' '),
        redirectUris: form.redirectUris,
        description: form.description,
        type: form.type,
        requirePkce: this.requirePkce(),
        actsAs: this.actsAs()
      };
    },

    /** The field is no part of the change while the client cannot act by itself. */
    actsAs: function actsAs() {
      return this.actsByItself ? this.form.actsAs.trim() : '';
    },
    submit: async function submit() {
      await fieldsAreTold();

      if (this.saving) {
        return;
      }

      this.saving = true;
      clearNotification();

      try {
        this.errors = await call('OAuth2.getClientErrors', Object.assign(Object.assign({}, this.parameters()), {}, {
          clientId: this.client ? '' : this.form.clientId.trim(),
          editedClientId: this.client ? this.client.client_id : ''
        }));

        if (Object.keys(this.errors).length) {
          await Object(external_commonjs_vue_commonjs2_vue_root_Vue_["nextTick"])();
          focusInvalid(this.$refs.form);
        } else {
          await this.save();
        }
      } catch (error) {
        notifyError(error); // The answer may have been lost after the server had made a secret.

        recoverSecret(this.clientId);
      }

      this.saving = false;
    },
    save: async function save() {
      var _this11 = this;

      var client = this.client;
      var answer = await PasswordPrompt_store.confirm(client ? {
        title: Object(external_CoreHome_["translate"])('OAuth2_SaveQuestion', this.form.name),
        effects: effectTexts(await call('OAuth2.getUpdateEffects', Object.assign(Object.assign({}, this.parameters()), {}, {
          clientId: client.client_id
        })))
      } : {
        title: Object(external_CoreHome_["translate"])('OAuth2_CreateQuestion', this.form.name)
      }, function (passwordConfirmation) {
        return client ? call('OAuth2.updateClient', Object.assign(Object.assign({}, _this11.parameters()), {}, {
          clientId: client.client_id,
          active: client.active ? '1' : '0',
          passwordConfirmation: passwordConfirmation
        })) : call('OAuth2.createClient', Object.assign(Object.assign({}, _this11.parameters()), {}, {
          clientId: _this11.form.clientId.trim(),
          passwordConfirmation: passwordConfirmation
        }));
      });

      if (answer === undefined) {
        return;
      }

      stopGuarding();

      if (!client || answer.secret) {
        clearNotification();
        showSecret(answer, client ? 'changed' : 'created');
      } else {
        goTo(listLink());
        notify('success', Object(external_CoreHome_["translate"])('OAuth2_Saved', answer.client.name));
      }
    }
  }
}));
// CONCATENATED MODULE: ./plugins/OAuth2/vue/src/ClientForm/ClientForm.vue?vue&type=script&lang=ts
 
// CONCATENATED MODULE: ./plugins/OAuth2/vue/src/ClientForm/ClientForm.vue



ClientFormvue_type_script_lang_ts.render = ClientFormvue_type_template_id_65880208_render

/* harmony default export */ var ClientForm = (ClientFormvue_type_script_lang_ts);
// CONCATENATED MODULE: ./node_modules/@vue/cli-plugin-babel/node_modules/cache-loader/dist/cjs.js??ref--12-0!./node_modules/@vue/cli-plugin-babel/node_modules/thread-loader/dist/cjs.js!./node_modules/babel-loader/lib!./node_modules/@vue/cli-service/node_modules/vue-loader-v16/dist/templateLoader.js??ref--6!./node_modules/@vue/cli-service/node_modules/cache-loader/dist/cjs.js??ref--0-0!./node_modules/@vue/cli-service/node_modules/vue-loader-v16/dist??ref--0-1!./plugins/OAuth2/vue/src/ClientPage/ClientPage.vue?vue&type=template&id=a1379cc8

var ClientPagevue_type_template_id_a1379cc8_hoisted_1 = {
  key: 1,
  class: "oauth2-submit"
};
var ClientPagevue_type_template_id_a1379cc8_hoisted_2 = ["href"];
var ClientPagevue_type_template_id_a1379cc8_hoisted_3 = ["aria-disabled"];
var ClientPagevue_type_template_id_a1379cc8_hoisted_4 = ["aria-disabled"];
function ClientPagevue_type_template_id_a1379cc8_render(_ctx, _cache, $props, $setup, $data, $options) {
  var _component_BackLink = Object(external_commonjs_vue_commonjs2_vue_root_Vue_["resolveComponent"])("BackLink");

  var _component_ClientOverview = Object(external_commonjs_vue_commonjs2_vue_root_Vue_["resolveComponent"])("ClientOverview");

  var _component_LoadedBlock = Object(external_commonjs_vue_commonjs2_vue_root_Vue_["resolveComponent"])("LoadedBlock");

  var _component_SecretBlock = Object(external_commonjs_vue_commonjs2_vue_root_Vue_["resolveComponent"])("SecretBlock");

  var _component_KeysBlock = Object(external_commonjs_vue_commonjs2_vue_root_Vue_["resolveComponent"])("KeysBlock");

  var _component_ClientTrial = Object(external_commonjs_vue_commonjs2_vue_root_Vue_["resolveComponent"])("ClientTrial");

  var _component_ContentBlock = Object(external_commonjs_vue_commonjs2_vue_root_Vue_["resolveComponent"])("ContentBlock");

  var _component_ClientAuthorizations = Object(external_commonjs_vue_commonjs2_vue_root_Vue_["resolveComponent"])("ClientAuthorizations");

  var _component_OwnerBlock = Object(external_commonjs_vue_commonjs2_vue_root_Vue_["resolveComponent"])("OwnerBlock");

  var _component_ClientLog = Object(external_commonjs_vue_commonjs2_vue_root_Vue_["resolveComponent"])("ClientLog");

  return Object(external_commonjs_vue_commonjs2_vue_root_Vue_["openBlock"])(), Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createElementBlock"])(external_commonjs_vue_commonjs2_vue_root_Vue_["Fragment"], null, [Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createVNode"])(_component_LoadedBlock, {
    ref: "block",
    "content-title": _ctx.title,
    load: _ctx.load
  }, {
    intro: Object(external_commonjs_vue_commonjs2_vue_root_Vue_["withCtx"])(function () {
      return [Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createVNode"])(_component_BackLink)];
    }),
    default: Object(external_commonjs_vue_commonjs2_vue_root_Vue_["withCtx"])(function () {
      return [_ctx.client ? (Object(external_commonjs_vue_commonjs2_vue_root_Vue_["openBlock"])(), Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createBlock"])(_component_ClientOverview, {
        key: 0,
        client: _ctx.client
      }, null, 8, ["client"])) : Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createCommentVNode"])("", true), _ctx.client ? (Object(external_commonjs_vue_commonjs2_vue_root_Vue_["openBlock"])(), Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createElementBlock"])("div", ClientPagevue_type_template_id_a1379cc8_hoisted_1, [Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createElementVNode"])("a", {
        class: "btn",
        href: _ctx.link('edit', _ctx.client.client_id)
      }, Object(external_commonjs_vue_commonjs2_vue_root_Vue_["toDisplayString"])(_ctx.translate('General_Edit')), 9, ClientPagevue_type_template_id_a1379cc8_hoisted_2), Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createElementVNode"])("button", {
        type: "button",
        class: "btn btn-outline",
        "aria-disabled": _ctx.busy,
        onClick: _cache[0] || (_cache[0] = function ($event) {
          return _ctx.setActive();
        })
      }, Object(external_commonjs_vue_commonjs2_vue_root_Vue_["toDisplayString"])(_ctx.translate(_ctx.client.active ? 'OAuth2_Pause' : 'OAuth2_Resume')), 9, ClientPagevue_type_template_id_a1379cc8_hoisted_3), Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createElementVNode"])("button", {
        type: "button",
        class: "btn btn-outline",
        "aria-disabled": _ctx.busy,
        onClick: _cache[1] || (_cache[1] = function ($event) {
          return _ctx.remove();
        })
      }, Object(external_commonjs_vue_commonjs2_vue_root_Vue_["toDisplayString"])(_ctx.translate('General_Delete')), 9, ClientPagevue_type_template_id_a1379cc8_hoisted_4)])) : Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createCommentVNode"])("", true)];
    }),
    _: 1
  }, 8, ["content-title", "load"]), _ctx.client ? (Object(external_commonjs_vue_commonjs2_vue_root_Vue_["openBlock"])(), Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createElementBlock"])(external_commonjs_vue_commonjs2_vue_root_Vue_["Fragment"], {
    key: 0
  }, [_ctx.client.secret_hint || _ctx.client.old_secret_until ? (Object(external_commonjs_vue_commonjs2_vue_root_Vue_["openBlock"])(), Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createBlock"])(_component_SecretBlock, {
    key: 0,
    client: _ctx.client,
    refresh: _ctx.refresh
  }, null, 8, ["client", "refresh"])) : Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createCommentVNode"])("", true), _ctx.client.type === 'confidential' ? (Object(external_commonjs_vue_commonjs2_vue_root_Vue_["openBlock"])(), Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createBlock"])(_component_KeysBlock, {
    key: 1,
    client: _ctx.client,
    refresh: _ctx.refresh
  }, null, 8, ["client", "refresh"])) : Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createCommentVNode"])("", true), _ctx.isTestable ? (Object(external_commonjs_vue_commonjs2_vue_root_Vue_["openBlock"])(), Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createBlock"])(_component_ContentBlock, {
    key: 2,
    "content-title": _ctx.translate('OAuth2_Trial')
  }, {
    default: Object(external_commonjs_vue_commonjs2_vue_root_Vue_["withCtx"])(function () {
      return [Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createVNode"])(_component_ClientTrial, {
        client: _ctx.client,
        onTested: _cache[2] || (_cache[2] = function ($event) {
          return _ctx.refresh();
        })
      }, null, 8, ["client"])];
    }),
    _: 1
  }, 8, ["content-title"])) : Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createCommentVNode"])("", true), Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createVNode"])(_component_ClientAuthorizations, {
    ref: "authorizations",
    client: _ctx.client,
    onChanged: _cache[3] || (_cache[3] = function ($event) {
      return _ctx.refreshLog();
    })
  }, null, 8, ["client"]), Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createVNode"])(_component_OwnerBlock, {
    client: _ctx.client,
    refresh: _ctx.refresh
  }, null, 8, ["client", "refresh"]), Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createVNode"])(_component_ClientLog, {
    ref: "log",
    "client-id": _ctx.clientId
  }, null, 8, ["client-id"])], 64)) : Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createCommentVNode"])("", true)], 64);
}
// CONCATENATED MODULE: ./plugins/OAuth2/vue/src/ClientPage/ClientPage.vue?vue&type=template&id=a1379cc8

// CONCATENATED MODULE: ./node_modules/@vue/cli-plugin-babel/node_modules/cache-loader/dist/cjs.js??ref--12-0!./node_modules/@vue/cli-plugin-babel/node_modules/thread-loader/dist/cjs.js!./node_modules/babel-loader/lib!./node_modules/@vue/cli-service/node_modules/vue-loader-v16/dist/templateLoader.js??ref--6!./node_modules/@vue/cli-service/node_modules/cache-loader/dist/cjs.js??ref--0-0!./node_modules/@vue/cli-service/node_modules/vue-loader-v16/dist??ref--0-1!./plugins/OAuth2/vue/src/ClientAuthorizations/ClientAuthorizations.vue?vue&type=template&id=3f29c9b2

var ClientAuthorizationsvue_type_template_id_3f29c9b2_hoisted_1 = {
  role: "cell",
  class: "oauth2-first"
};
var ClientAuthorizationsvue_type_template_id_3f29c9b2_hoisted_2 = {
  class: "oauth2-name"
};
var ClientAuthorizationsvue_type_template_id_3f29c9b2_hoisted_3 = ["data-label"];
var ClientAuthorizationsvue_type_template_id_3f29c9b2_hoisted_4 = ["data-label"];
var ClientAuthorizationsvue_type_template_id_3f29c9b2_hoisted_5 = {
  key: 1
};
var ClientAuthorizationsvue_type_template_id_3f29c9b2_hoisted_6 = ["aria-disabled"];
function ClientAuthorizationsvue_type_template_id_3f29c9b2_render(_ctx, _cache, $props, $setup, $data, $options) {
  var _component_AuthorizationPlaces = Object(external_commonjs_vue_commonjs2_vue_root_Vue_["resolveComponent"])("AuthorizationPlaces");

  var _component_AuthorizationTable = Object(external_commonjs_vue_commonjs2_vue_root_Vue_["resolveComponent"])("AuthorizationTable");

  var _component_ListPager = Object(external_commonjs_vue_commonjs2_vue_root_Vue_["resolveComponent"])("ListPager");

  var _component_LoadedBlock = Object(external_commonjs_vue_commonjs2_vue_root_Vue_["resolveComponent"])("LoadedBlock");

  return Object(external_commonjs_vue_commonjs2_vue_root_Vue_["openBlock"])(), Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createBlock"])(_component_LoadedBlock, {
    ref: "block",
    "content-title": _ctx.translate('OAuth2_Authorizations'),
    load: _ctx.load
  }, {
    default: Object(external_commonjs_vue_commonjs2_vue_root_Vue_["withCtx"])(function () {
      return [Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createElementVNode"])("p", null, Object(external_commonjs_vue_commonjs2_vue_root_Vue_["toDisplayString"])(_ctx.translate('OAuth2_AuthorizationsIntro')), 1), Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createVNode"])(_component_AuthorizationTable, {
        caption: _ctx.translate('OAuth2_Authorizations'),
        authorizations: _ctx.shown,
        none: _ctx.translate('OAuth2_NoAuthorizations'),
        named: "login",
        columns: ['OAuth2_User', 'OAuth2_GrantType', 'OAuth2_Scope'],
        since: 'OAuth2_Created',
        "revoke-label": 'OAuth2_RevokeOf',
        busy: _ctx.busy,
        onRevoke: _cache[0] || (_cache[0] = function ($event) {
          return _ctx.revoke($event);
        })
      }, {
        default: Object(external_commonjs_vue_commonjs2_vue_root_Vue_["withCtx"])(function (_ref) {
          var authorization = _ref.authorization;
          return [Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createElementVNode"])("td", ClientAuthorizationsvue_type_template_id_3f29c9b2_hoisted_1, [Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createElementVNode"])("span", ClientAuthorizationsvue_type_template_id_3f29c9b2_hoisted_2, Object(external_commonjs_vue_commonjs2_vue_root_Vue_["toDisplayString"])(authorization.login), 1), Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createVNode"])(_component_AuthorizationPlaces, {
            authorization: authorization
          }, null, 8, ["authorization"])]), Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createElementVNode"])("td", {
            role: "cell",
            "data-label": _ctx.translate('OAuth2_GrantType')
          }, Object(external_commonjs_vue_commonjs2_vue_root_Vue_["toDisplayString"])(_ctx.grantOf(authorization)), 9, ClientAuthorizationsvue_type_template_id_3f29c9b2_hoisted_3), Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createElementVNode"])("td", {
            role: "cell",
            "data-label": _ctx.translate('OAuth2_Scope')
          }, Object(external_commonjs_vue_commonjs2_vue_root_Vue_["toDisplayString"])(authorization.scope), 9, ClientAuthorizationsvue_type_template_id_3f29c9b2_hoisted_4)];
        }),
        _: 1
      }, 8, ["caption", "authorizations", "none", "busy"]), _ctx.authorizations.length > _ctx.size ? (Object(external_commonjs_vue_commonjs2_vue_root_Vue_["openBlock"])(), Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createBlock"])(_component_ListPager, {
        key: 0,
        page: _ctx.page,
        shown: _ctx.page,
        size: _ctx.size,
        total: _ctx.authorizations.length,
        onGo: _cache[1] || (_cache[1] = function ($event) {
          return _ctx.page = $event;
        })
      }, null, 8, ["page", "shown", "size", "total"])) : Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createCommentVNode"])("", true), _ctx.isCapped ? (Object(external_commonjs_vue_commonjs2_vue_root_Vue_["openBlock"])(), Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createElementBlock"])("p", ClientAuthorizationsvue_type_template_id_3f29c9b2_hoisted_5, Object(external_commonjs_vue_commonjs2_vue_root_Vue_["toDisplayString"])(_ctx.translate('OAuth2_AuthorizationsCapped', _ctx.limit)), 1)) : Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createCommentVNode"])("", true), _ctx.authorizations.some(_ctx.isLive) ? (Object(external_commonjs_vue_commonjs2_vue_root_Vue_["openBlock"])(), Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createElementBlock"])("button", {
        key: 2,
        type: "button",
        class: "btn btn-outline",
        "aria-disabled": _ctx.busy,
        onClick: _cache[2] || (_cache[2] = function ($event) {
          return _ctx.revokeAll();
        })
      }, Object(external_commonjs_vue_commonjs2_vue_root_Vue_["toDisplayString"])(_ctx.translate('OAuth2_RevokeAll')), 9, ClientAuthorizationsvue_type_template_id_3f29c9b2_hoisted_6)) : Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createCommentVNode"])("", true)];
    }),
    _: 1
  }, 8, ["content-title", "load"]);
}
// CONCATENATED MODULE: ./plugins/OAuth2/vue/src/ClientAuthorizations/ClientAuthorizations.vue?vue&type=template&id=3f29c9b2

// CONCATENATED MODULE: ./node_modules/@vue/cli-plugin-babel/node_modules/cache-loader/dist/cjs.js??ref--12-0!./node_modules/@vue/cli-plugin-babel/node_modules/thread-loader/dist/cjs.js!./node_modules/babel-loader/lib!./node_modules/@vue/cli-service/node_modules/vue-loader-v16/dist/templateLoader.js??ref--6!./node_modules/@vue/cli-service/node_modules/cache-loader/dist/cjs.js??ref--0-0!./node_modules/@vue/cli-service/node_modules/vue-loader-v16/dist??ref--0-1!./plugins/OAuth2/vue/src/AuthorizationTable/AuthorizationPlaces.vue?vue&type=template&id=422fa72c

var AuthorizationPlacesvue_type_template_id_422fa72c_hoisted_1 = ["title"];
var AuthorizationPlacesvue_type_template_id_422fa72c_hoisted_2 = {
  key: 0,
  class: "oauth2-description"
};
function AuthorizationPlacesvue_type_template_id_422fa72c_render(_ctx, _cache, $props, $setup, $data, $options) {
  return Object(external_commonjs_vue_commonjs2_vue_root_Vue_["openBlock"])(), Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createElementBlock"])(external_commonjs_vue_commonjs2_vue_root_Vue_["Fragment"], null, [Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createElementVNode"])("span", {
    class: "oauth2-description",
    title: _ctx.authorization.resource
  }, Object(external_commonjs_vue_commonjs2_vue_root_Vue_["toDisplayString"])(_ctx.translate('OAuth2_Resource')) + ": " + Object(external_commonjs_vue_commonjs2_vue_root_Vue_["toDisplayString"])(_ctx.resourceTitle(_ctx.authorization)), 9, AuthorizationPlacesvue_type_template_id_422fa72c_hoisted_1), _ctx.authorization.redirect_host ? (Object(external_commonjs_vue_commonjs2_vue_root_Vue_["openBlock"])(), Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createElementBlock"])("span", AuthorizationPlacesvue_type_template_id_422fa72c_hoisted_2, Object(external_commonjs_vue_commonjs2_vue_root_Vue_["toDisplayString"])(_ctx.translate('OAuth2_RedirectsTo')) + " " + Object(external_commonjs_vue_commonjs2_vue_root_Vue_["toDisplayString"])(_ctx.authorization.redirect_host), 1)) : Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createCommentVNode"])("", true)], 64);
}
// CONCATENATED MODULE: ./plugins/OAuth2/vue/src/AuthorizationTable/AuthorizationPlaces.vue?vue&type=template&id=422fa72c

// CONCATENATED MODULE: ./plugins/OAuth2/vue/src/authorizations.ts
/*!
 * SPDX-License-Identifier: GPL-3.0-or-later
 */


var RESOURCES = {
  api: 'OAuth2_ResourceApi',
  mcp: 'OAuth2_ResourceMcp'
};
/** The resource of an authorization in words; its address if this Matomo no longer serves it. */

function resourceTitle(_ref) {
  var resource = _ref.resource,
      kind = _ref.resource_kind;
  return RESOURCES[kind] ? Object(external_CoreHome_["translate"])(RESOURCES[kind]) : resource;
}
/** True if the client needs no user for its tokens. */

function authorizations_actsByItself(_ref2) {
  var _grantOfKind;

  var kind = _ref2.kind;
  return !!((_grantOfKind = grantOfKind(kind)) !== null && _grantOfKind !== void 0 && _grantOfKind.actsByItself);
}
// CONCATENATED MODULE: ./node_modules/@vue/cli-plugin-typescript/node_modules/cache-loader/dist/cjs.js??ref--14-0!./node_modules/babel-loader/lib!./node_modules/@vue/cli-plugin-typescript/node_modules/ts-loader??ref--14-2!./node_modules/@vue/cli-service/node_modules/cache-loader/dist/cjs.js??ref--0-0!./node_modules/@vue/cli-service/node_modules/vue-loader-v16/dist??ref--0-1!./plugins/OAuth2/vue/src/AuthorizationTable/AuthorizationPlaces.vue?vue&type=script&lang=ts


/** What an authorization is for, and where its consent led. */

/* harmony default export */ var AuthorizationPlacesvue_type_script_lang_ts = (Object(external_commonjs_vue_commonjs2_vue_root_Vue_["defineComponent"])({
  props: {
    authorization: {
      type: Object,
      required: true
    }
  },
  methods: {
    resourceTitle: resourceTitle
  }
}));
// CONCATENATED MODULE: ./plugins/OAuth2/vue/src/AuthorizationTable/AuthorizationPlaces.vue?vue&type=script&lang=ts
 
// CONCATENATED MODULE: ./plugins/OAuth2/vue/src/AuthorizationTable/AuthorizationPlaces.vue



AuthorizationPlacesvue_type_script_lang_ts.render = AuthorizationPlacesvue_type_template_id_422fa72c_render

/* harmony default export */ var AuthorizationPlaces = (AuthorizationPlacesvue_type_script_lang_ts);
// CONCATENATED MODULE: ./node_modules/@vue/cli-plugin-babel/node_modules/cache-loader/dist/cjs.js??ref--12-0!./node_modules/@vue/cli-plugin-babel/node_modules/thread-loader/dist/cjs.js!./node_modules/babel-loader/lib!./node_modules/@vue/cli-service/node_modules/vue-loader-v16/dist/templateLoader.js??ref--6!./node_modules/@vue/cli-service/node_modules/cache-loader/dist/cjs.js??ref--0-0!./node_modules/@vue/cli-service/node_modules/vue-loader-v16/dist??ref--0-1!./plugins/OAuth2/vue/src/AuthorizationTable/AuthorizationTable.vue?vue&type=template&id=e0027ffa
function AuthorizationTablevue_type_template_id_e0027ffa_toConsumableArray(arr) { return AuthorizationTablevue_type_template_id_e0027ffa_arrayWithoutHoles(arr) || AuthorizationTablevue_type_template_id_e0027ffa_iterableToArray(arr) || AuthorizationTablevue_type_template_id_e0027ffa_unsupportedIterableToArray(arr) || AuthorizationTablevue_type_template_id_e0027ffa_nonIterableSpread(); }

function AuthorizationTablevue_type_template_id_e0027ffa_nonIterableSpread() { throw new TypeError("Invalid attempt to spread non-iterable instance.\nIn order to be iterable, non-array objects must have a [Symbol.iterator]() method."); }

function AuthorizationTablevue_type_template_id_e0027ffa_unsupportedIterableToArray(o, minLen) { if (!o) return; if (typeof o === "string") return AuthorizationTablevue_type_template_id_e0027ffa_arrayLikeToArray(o, minLen); var n = Object.prototype.toString.call(o).slice(8, -1); if (n === "Object" && o.constructor) n = o.constructor.name; if (n === "Map" || n === "Set") return Array.from(o); if (n === "Arguments" || /^(?:Ui|I)nt(?:8|16|32)(?:Clamped)?Array$/.test(n)) return AuthorizationTablevue_type_template_id_e0027ffa_arrayLikeToArray(o, minLen); }

function AuthorizationTablevue_type_template_id_e0027ffa_iterableToArray(iter) { if (typeof Symbol !== "undefined" && iter[Symbol.iterator] != null || iter["@@iterator"] != null) return Array.from(iter); }

function AuthorizationTablevue_type_template_id_e0027ffa_arrayWithoutHoles(arr) { if (Array.isArray(arr)) return AuthorizationTablevue_type_template_id_e0027ffa_arrayLikeToArray(arr); }

function AuthorizationTablevue_type_template_id_e0027ffa_arrayLikeToArray(arr, len) { if (len == null || len > arr.length) len = arr.length; for (var i = 0, arr2 = new Array(len); i < len; i++) { arr2[i] = arr[i]; } return arr2; }


var AuthorizationTablevue_type_template_id_e0027ffa_hoisted_1 = ["data-label"];
var AuthorizationTablevue_type_template_id_e0027ffa_hoisted_2 = ["data-label"];
var AuthorizationTablevue_type_template_id_e0027ffa_hoisted_3 = ["data-label"];
var AuthorizationTablevue_type_template_id_e0027ffa_hoisted_4 = ["data-label"];
var AuthorizationTablevue_type_template_id_e0027ffa_hoisted_5 = {
  role: "cell",
  class: "oauth2-actions"
};
var AuthorizationTablevue_type_template_id_e0027ffa_hoisted_6 = ["disabled", "aria-label", "onClick"];
function AuthorizationTablevue_type_template_id_e0027ffa_render(_ctx, _cache, $props, $setup, $data, $options) {
  var _component_DateTime = Object(external_commonjs_vue_commonjs2_vue_root_Vue_["resolveComponent"])("DateTime");

  var _component_StateLabel = Object(external_commonjs_vue_commonjs2_vue_root_Vue_["resolveComponent"])("StateLabel");

  var _component_EndReason = Object(external_commonjs_vue_commonjs2_vue_root_Vue_["resolveComponent"])("EndReason");

  var _component_RecordTable = Object(external_commonjs_vue_commonjs2_vue_root_Vue_["resolveComponent"])("RecordTable");

  return Object(external_commonjs_vue_commonjs2_vue_root_Vue_["openBlock"])(), Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createBlock"])(_component_RecordTable, {
    caption: _ctx.caption,
    columns: [].concat(AuthorizationTablevue_type_template_id_e0027ffa_toConsumableArray(_ctx.columns), [_ctx.since, 'OAuth2_LastUsed', 'OAuth2_Expires', 'OAuth2_Status', 'General_Actions']),
    records: _ctx.authorizations,
    by: "id",
    none: _ctx.none
  }, {
    default: Object(external_commonjs_vue_commonjs2_vue_root_Vue_["withCtx"])(function (_ref) {
      var authorization = _ref.record;
      return [Object(external_commonjs_vue_commonjs2_vue_root_Vue_["renderSlot"])(_ctx.$slots, "default", {
        authorization: authorization
      }), Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createElementVNode"])("td", {
        role: "cell",
        "data-label": _ctx.translate(_ctx.since)
      }, [Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createVNode"])(_component_DateTime, {
        time: authorization.created_at
      }, null, 8, ["time"])], 8, AuthorizationTablevue_type_template_id_e0027ffa_hoisted_1), Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createElementVNode"])("td", {
        role: "cell",
        "data-label": _ctx.translate('OAuth2_LastUsed')
      }, [Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createVNode"])(_component_DateTime, {
        time: authorization.last_used_at,
        none: _ctx.translate('General_Never')
      }, null, 8, ["time", "none"])], 8, AuthorizationTablevue_type_template_id_e0027ffa_hoisted_2), Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createElementVNode"])("td", {
        role: "cell",
        "data-label": _ctx.translate('OAuth2_Expires')
      }, [Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createVNode"])(_component_DateTime, {
        time: authorization.expires_at
      }, null, 8, ["time"])], 8, AuthorizationTablevue_type_template_id_e0027ffa_hoisted_3), Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createElementVNode"])("td", {
        role: "cell",
        "data-label": _ctx.translate('OAuth2_Status')
      }, [Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createVNode"])(_component_StateLabel, {
        state: authorization.state
      }, null, 8, ["state"]), Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createVNode"])(_component_EndReason, {
        authorization: authorization
      }, null, 8, ["authorization"])], 8, AuthorizationTablevue_type_template_id_e0027ffa_hoisted_4), Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createElementVNode"])("td", AuthorizationTablevue_type_template_id_e0027ffa_hoisted_5, [_ctx.isLive(authorization) ? (Object(external_commonjs_vue_commonjs2_vue_root_Vue_["openBlock"])(), Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createElementBlock"])("button", {
        key: 0,
        type: "button",
        class: "btn btn-small btn-outline",
        disabled: _ctx.busy,
        "aria-label": _ctx.translate(_ctx.revokeLabel, _ctx.labelOf(authorization)),
        onClick: function onClick($event) {
          return _ctx.$emit('revoke', authorization);
        }
      }, Object(external_commonjs_vue_commonjs2_vue_root_Vue_["toDisplayString"])(_ctx.translate('OAuth2_Revoke')), 9, AuthorizationTablevue_type_template_id_e0027ffa_hoisted_6)) : Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createCommentVNode"])("", true)])];
    }),
    _: 3
  }, 8, ["caption", "columns", "records", "none"]);
}
// CONCATENATED MODULE: ./plugins/OAuth2/vue/src/AuthorizationTable/AuthorizationTable.vue?vue&type=template&id=e0027ffa

// CONCATENATED MODULE: ./node_modules/@vue/cli-plugin-babel/node_modules/cache-loader/dist/cjs.js??ref--12-0!./node_modules/@vue/cli-plugin-babel/node_modules/thread-loader/dist/cjs.js!./node_modules/babel-loader/lib!./node_modules/@vue/cli-service/node_modules/vue-loader-v16/dist/templateLoader.js??ref--6!./node_modules/@vue/cli-service/node_modules/cache-loader/dist/cjs.js??ref--0-0!./node_modules/@vue/cli-service/node_modules/vue-loader-v16/dist??ref--0-1!./plugins/OAuth2/vue/src/StateLabel/EndReason.vue?vue&type=template&id=475a4c23

var EndReasonvue_type_template_id_475a4c23_hoisted_1 = {
  key: 0,
  class: "oauth2-description"
};
function EndReasonvue_type_template_id_475a4c23_render(_ctx, _cache, $props, $setup, $data, $options) {
  return _ctx.text ? (Object(external_commonjs_vue_commonjs2_vue_root_Vue_["openBlock"])(), Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createElementBlock"])("span", EndReasonvue_type_template_id_475a4c23_hoisted_1, Object(external_commonjs_vue_commonjs2_vue_root_Vue_["toDisplayString"])(_ctx.text), 1)) : Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createCommentVNode"])("", true);
}
// CONCATENATED MODULE: ./plugins/OAuth2/vue/src/StateLabel/EndReason.vue?vue&type=template&id=475a4c23

// CONCATENATED MODULE: ./node_modules/@vue/cli-plugin-typescript/node_modules/cache-loader/dist/cjs.js??ref--14-0!./node_modules/babel-loader/lib!./node_modules/@vue/cli-plugin-typescript/node_modules/ts-loader??ref--14-2!./node_modules/@vue/cli-service/node_modules/cache-loader/dist/cjs.js??ref--0-0!./node_modules/@vue/cli-service/node_modules/vue-loader-v16/dist??ref--0-1!./plugins/OAuth2/vue/src/StateLabel/EndReason.vue?vue&type=script&lang=ts


/** The reason why an authorization ended, if it is known. */

/* harmony default export */ var EndReasonvue_type_script_lang_ts = (Object(external_commonjs_vue_commonjs2_vue_root_Vue_["defineComponent"])({
  props: {
    authorization: {
      type: Object,
      required: true
    }
  },
  computed: {
    text: function text() {
      var reason = this.authorization.end_reason;
      return this.authorization.state === 'ended' && reason ? endReason(reason) : '';
    }
  }
}));
// CONCATENATED MODULE: ./plugins/OAuth2/vue/src/StateLabel/EndReason.vue?vue&type=script&lang=ts
 
// CONCATENATED MODULE: ./plugins/OAuth2/vue/src/StateLabel/EndReason.vue



EndReasonvue_type_script_lang_ts.render = EndReasonvue_type_template_id_475a4c23_render

/* harmony default export */ var EndReason = (EndReasonvue_type_script_lang_ts);
// CONCATENATED MODULE: ./plugins/OAuth2/vue/src/AuthorizationTable/live.ts
/*!
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/** True for an authorization that can be revoked. */
function isLive(_ref) {
  var state = _ref.state;
  return state === 'active' || state === 'paused';
}
// CONCATENATED MODULE: ./node_modules/@vue/cli-plugin-typescript/node_modules/cache-loader/dist/cjs.js??ref--14-0!./node_modules/babel-loader/lib!./node_modules/@vue/cli-plugin-typescript/node_modules/ts-loader??ref--14-2!./node_modules/@vue/cli-service/node_modules/cache-loader/dist/cjs.js??ref--0-0!./node_modules/@vue/cli-service/node_modules/vue-loader-v16/dist??ref--0-1!./plugins/OAuth2/vue/src/AuthorizationTable/AuthorizationTable.vue?vue&type=script&lang=ts









/** The table of authorizations that users and administrators share. */

/* harmony default export */ var AuthorizationTablevue_type_script_lang_ts = (Object(external_commonjs_vue_commonjs2_vue_root_Vue_["defineComponent"])({
  components: {
    DateTime: DateTime,
    EndReason: EndReason,
    RecordTable: RecordTable,
    StateLabel: StateLabel
  },
  props: {
    caption: {
      type: String,
      required: true
    },
    authorizations: {
      type: Array,
      required: true
    },

    /** The text for an empty table. */
    none: {
      type: String,
      required: true
    },

    /** The member that names the row in the button's label. */
    named: {
      type: String,
      default: 'client_name'
    },

    /** Translation keys of the headings of the columns in the default slot. */
    columns: {
      type: Array,
      required: true
    },

    /** Translation key of the heading of the column with the start times. */
    since: {
      type: String,
      required: true
    },

    /** Translation key of the button's label for screen readers, which names the row. */
    revokeLabel: {
      type: String,
      required: true
    },
    busy: {
      type: Boolean,
      required: true
    }
  },
  emits: ['revoke'],
  methods: {
    isLive: isLive,

    /** Names the access, too, where an app has several: each button needs its own name. */
    labelOf: function labelOf(authorization) {
      var _this = this;

      var name = authorization[this.named];
      var others = this.authorizations.filter(function (other) {
        return other[_this.named] === name;
      });
      return this.named === 'client_name' && others.length > 1 ? "".concat(name, ": ").concat([scopeTitle(authorization.scope), resourceTitle(authorization), formatTime(authorization.created_at)].join(' – ')) : name;
    }
  }
}));
// CONCATENATED MODULE: ./plugins/OAuth2/vue/src/AuthorizationTable/AuthorizationTable.vue?vue&type=script&lang=ts
 
// CONCATENATED MODULE: ./plugins/OAuth2/vue/src/AuthorizationTable/AuthorizationTable.vue



AuthorizationTablevue_type_script_lang_ts.render = AuthorizationTablevue_type_template_id_e0027ffa_render

/* harmony default export */ var AuthorizationTable = (AuthorizationTablevue_type_script_lang_ts);
// CONCATENATED MODULE: ./node_modules/@vue/cli-plugin-babel/node_modules/cache-loader/dist/cjs.js??ref--12-0!./node_modules/@vue/cli-plugin-babel/node_modules/thread-loader/dist/cjs.js!./node_modules/babel-loader/lib!./node_modules/@vue/cli-service/node_modules/vue-loader-v16/dist/templateLoader.js??ref--6!./node_modules/@vue/cli-service/node_modules/cache-loader/dist/cjs.js??ref--0-0!./node_modules/@vue/cli-service/node_modules/vue-loader-v16/dist??ref--0-1!./plugins/OAuth2/vue/src/ListPager/ListPager.vue?vue&type=template&id=5a0b58a2

var ListPagervue_type_template_id_5a0b58a2_hoisted_1 = ["aria-label"];
var ListPagervue_type_template_id_5a0b58a2_hoisted_2 = ["aria-disabled"];
var ListPagervue_type_template_id_5a0b58a2_hoisted_3 = ["aria-disabled"];
function ListPagervue_type_template_id_5a0b58a2_render(_ctx, _cache, $props, $setup, $data, $options) {
  return Object(external_commonjs_vue_commonjs2_vue_root_Vue_["openBlock"])(), Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createElementBlock"])("div", {
    class: "oauth2-pager",
    role: "navigation",
    "aria-label": _ctx.translate('OAuth2_Pages')
  }, [Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createElementVNode"])("span", null, Object(external_commonjs_vue_commonjs2_vue_root_Vue_["toDisplayString"])(_ctx.range), 1), _ctx.total > _ctx.size ? (Object(external_commonjs_vue_commonjs2_vue_root_Vue_["openBlock"])(), Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createElementBlock"])(external_commonjs_vue_commonjs2_vue_root_Vue_["Fragment"], {
    key: 0
  }, [Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createElementVNode"])("button", {
    type: "button",
    class: "btn btn-small btn-outline",
    "aria-disabled": _ctx.page <= 1,
    onClick: _cache[0] || (_cache[0] = function ($event) {
      return _ctx.go(_ctx.page - 1);
    })
  }, Object(external_commonjs_vue_commonjs2_vue_root_Vue_["toDisplayString"])(_ctx.translate('General_Previous')), 9, ListPagervue_type_template_id_5a0b58a2_hoisted_2), Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createElementVNode"])("button", {
    type: "button",
    class: "btn btn-small btn-outline",
    "aria-disabled": _ctx.page >= _ctx.last,
    onClick: _cache[1] || (_cache[1] = function ($event) {
      return _ctx.go(_ctx.page + 1);
    })
  }, Object(external_commonjs_vue_commonjs2_vue_root_Vue_["toDisplayString"])(_ctx.translate('General_Next')), 9, ListPagervue_type_template_id_5a0b58a2_hoisted_3)], 64)) : Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createCommentVNode"])("", true)], 8, ListPagervue_type_template_id_5a0b58a2_hoisted_1);
}
// CONCATENATED MODULE: ./plugins/OAuth2/vue/src/ListPager/ListPager.vue?vue&type=template&id=5a0b58a2

// CONCATENATED MODULE: ./node_modules/@vue/cli-plugin-typescript/node_modules/cache-loader/dist/cjs.js??ref--14-0!./node_modules/babel-loader/lib!./node_modules/@vue/cli-plugin-typescript/node_modules/ts-loader??ref--14-2!./node_modules/@vue/cli-service/node_modules/cache-loader/dist/cjs.js??ref--0-0!./node_modules/@vue/cli-service/node_modules/vue-loader-v16/dist??ref--0-1!./plugins/OAuth2/vue/src/ListPager/ListPager.vue?vue&type=script&lang=ts



/** Says which part of a list is shown, and leads to the next part. */

/* harmony default export */ var ListPagervue_type_script_lang_ts = (Object(external_commonjs_vue_commonjs2_vue_root_Vue_["defineComponent"])({
  props: {
    /** The page that was asked for, from 1. */
    page: {
      type: Number,
      required: true
    },

    /** The page whose records are shown: the one before, until the other one arrives. */
    shown: {
      type: Number,
      required: true
    },

    /** The number of records on a page. */
    size: {
      type: Number,
      required: true
    },

    /** The number of records on all pages. */
    total: {
      type: Number,
      required: true
    }
  },
  emits: ['go'],
  computed: {
    last: function last() {
      return Math.ceil(this.total / this.size);
    },
    range: function range() {
      return Object(external_CoreHome_["translate"])('General_Pagination', formatNumber((this.shown - 1) * this.size + 1), formatNumber(Math.min(this.shown * this.size, this.total)), formatNumber(this.total));
    }
  },
  methods: {
    go: function go(page) {
      if (page >= 1 && page <= this.last) {
        this.$emit('go', page);
      }
    }
  }
}));
// CONCATENATED MODULE: ./plugins/OAuth2/vue/src/ListPager/ListPager.vue?vue&type=script&lang=ts
 
// CONCATENATED MODULE: ./plugins/OAuth2/vue/src/ListPager/ListPager.vue



ListPagervue_type_script_lang_ts.render = ListPagervue_type_template_id_5a0b58a2_render

/* harmony default export */ var ListPager = (ListPagervue_type_script_lang_ts);
// CONCATENATED MODULE: ./node_modules/@vue/cli-plugin-typescript/node_modules/cache-loader/dist/cjs.js??ref--14-0!./node_modules/babel-loader/lib!./node_modules/@vue/cli-plugin-typescript/node_modules/ts-loader??ref--14-2!./node_modules/@vue/cli-service/node_modules/cache-loader/dist/cjs.js??ref--0-0!./node_modules/@vue/cli-service/node_modules/vue-loader-v16/dist??ref--0-1!./plugins/OAuth2/vue/src/ClientAuthorizations/ClientAuthorizations.vue?vue&type=script&lang=ts














/** The number of authorizations on a page. */

var SIZE = 20;
/** The list of a client's authorizations, which an administrator can revoke. */

/* harmony default export */ var ClientAuthorizationsvue_type_script_lang_ts = (Object(external_commonjs_vue_commonjs2_vue_root_Vue_["defineComponent"])({
  components: {
    AuthorizationPlaces: AuthorizationPlaces,
    AuthorizationTable: AuthorizationTable,
    ListPager: ListPager,
    LoadedBlock: LoadedBlock
  },
  props: {
    client: {
      type: Object,
      required: true
    }
  },
  emits: ['changed'],
  data: function data() {
    return {
      authorizations: [],
      page: 1,
      size: SIZE
    };
  },
  computed: {
    /** Those on the current page. */
    shown: function shown() {
      return this.authorizations.slice((this.page - 1) * SIZE, this.page * SIZE);
    },

    /** True if the server may have more. */
    isCapped: function isCapped() {
      return this.authorizations.length >= authorizationLimit();
    },
    limit: function limit() {
      return formatNumber(authorizationLimit());
    },
    busy: function busy() {
      return PasswordPrompt_store.state.isBusy;
    }
  },
  methods: {
    isLive: isLive,
    grantOf: function grantOf(authorization) {
      var _grantOfKind;

      return ((_grantOfKind = grantOfKind(authorization.kind)) === null || _grantOfKind === void 0 ? void 0 : _grantOfKind.title) || authorization.kind;
    },
    load: async function load() {
      this.authorizations = await call('OAuth2.getAuthorizations', {
        clientId: this.client.client_id
      });
      this.page = Math.min(this.page, Math.max(1, Math.ceil(this.authorizations.length / SIZE)));
    },
    refresh: function refresh() {
      return this.$refs.block.refresh();
    },
    revoke: function revoke(authorization) {
      return this.change(async function () {
        var _grantOfKind2;

        return {
          title: Object(external_CoreHome_["translate"])('OAuth2_RevokeQuestion', authorization.client_name, authorization.login),
          text: Object(external_CoreHome_["translate"])('OAuth2_RevokeMeaning'),
          effects: effectTexts((_grantOfKind2 = grantOfKind(authorization.kind)) !== null && _grantOfKind2 !== void 0 && _grantOfKind2.actsByItself ? {
            authorizations: 0,
            users: 0,
            own: 1
          } : {
            authorizations: 1,
            users: 1,
            own: 0
          })
        };
      }, 'OAuth2.revokeAuthorization', {
        authorizationId: authorization.id
      }, function () {
        return Object(external_CoreHome_["translate"])('OAuth2_Revoked');
      });
    },
    revokeAll: function revokeAll() {
      var _this$client = this.client,
          clientId = _this$client.client_id,
          name = _this$client.name;
      return this.change(async function () {
        return {
          title: Object(external_CoreHome_["translate"])('OAuth2_RevokeAllQuestion', name),
          text: Object(external_CoreHome_["translate"])('OAuth2_RevokeAllMeaning'),
          effects: effectTexts(await call('OAuth2.getClientEffects', {
            clientId: clientId
          }))
        };
      }, 'OAuth2.revokeAuthorizations', {
        clientId: clientId
      }, function (_ref) {
        var revoked = _ref.revoked;
        return Object(external_CoreHome_["translate"])('OAuth2_RevokedAll', formatNumber(Number(revoked)));
      });
    },

    /** Asks, makes the change, and shows the lists again. */
    change: function change(question, method, parameters, done) {
      var _this = this;

      return makeChange(async function () {
        return PasswordPrompt_store.confirm(await question(), function (passwordConfirmation) {
          return call(method, Object.assign(Object.assign({}, parameters), {}, {
            passwordConfirmation: passwordConfirmation
          }));
        });
      }, function () {
        return _this.refresh();
      }, function (answer) {
        _this.$emit('changed');

        notify('success', done(answer));
      });
    }
  }
}));
// CONCATENATED MODULE: ./plugins/OAuth2/vue/src/ClientAuthorizations/ClientAuthorizations.vue?vue&type=script&lang=ts
 
// CONCATENATED MODULE: ./plugins/OAuth2/vue/src/ClientAuthorizations/ClientAuthorizations.vue



ClientAuthorizationsvue_type_script_lang_ts.render = ClientAuthorizationsvue_type_template_id_3f29c9b2_render

/* harmony default export */ var ClientAuthorizations = (ClientAuthorizationsvue_type_script_lang_ts);
// CONCATENATED MODULE: ./node_modules/@vue/cli-plugin-babel/node_modules/cache-loader/dist/cjs.js??ref--12-0!./node_modules/@vue/cli-plugin-babel/node_modules/thread-loader/dist/cjs.js!./node_modules/babel-loader/lib!./node_modules/@vue/cli-service/node_modules/vue-loader-v16/dist/templateLoader.js??ref--6!./node_modules/@vue/cli-service/node_modules/cache-loader/dist/cjs.js??ref--0-0!./node_modules/@vue/cli-service/node_modules/vue-loader-v16/dist??ref--0-1!./plugins/OAuth2/vue/src/ClientTrial/ClientTrial.vue?vue&type=template&id=3aba7dce

var ClientTrialvue_type_template_id_3aba7dce_hoisted_1 = {
  key: 0
};
var ClientTrialvue_type_template_id_3aba7dce_hoisted_2 = {
  class: "oauth2-submit"
};
var ClientTrialvue_type_template_id_3aba7dce_hoisted_3 = ["type", "aria-disabled", "onClick"];
var ClientTrialvue_type_template_id_3aba7dce_hoisted_4 = {
  role: "status"
};
var ClientTrialvue_type_template_id_3aba7dce_hoisted_5 = {
  key: 0,
  class: "oauth2-field-error"
};
function ClientTrialvue_type_template_id_3aba7dce_render(_ctx, _cache, $props, $setup, $data, $options) {
  var _component_CheckedField = Object(external_commonjs_vue_commonjs2_vue_root_Vue_["resolveComponent"])("CheckedField");

  var _component_ActivityIndicator = Object(external_commonjs_vue_commonjs2_vue_root_Vue_["resolveComponent"])("ActivityIndicator");

  var _component_TrialResult = Object(external_commonjs_vue_commonjs2_vue_root_Vue_["resolveComponent"])("TrialResult");

  return Object(external_commonjs_vue_commonjs2_vue_root_Vue_["openBlock"])(), Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createElementBlock"])(external_commonjs_vue_commonjs2_vue_root_Vue_["Fragment"], null, [Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createElementVNode"])("form", {
    ref: "form",
    class: "oauth2-trial",
    novalidate: "",
    onSubmit: _cache[1] || (_cache[1] = Object(external_commonjs_vue_commonjs2_vue_root_Vue_["withModifiers"])(function ($event) {
      return _ctx.run(_ctx.grants[0]);
    }, ["prevent"]))
  }, [(Object(external_commonjs_vue_commonjs2_vue_root_Vue_["openBlock"])(true), Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createElementBlock"])(external_commonjs_vue_commonjs2_vue_root_Vue_["Fragment"], null, Object(external_commonjs_vue_commonjs2_vue_root_Vue_["renderList"])(_ctx.grants, function (grant) {
    return Object(external_commonjs_vue_commonjs2_vue_root_Vue_["openBlock"])(), Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createElementBlock"])("p", {
      key: grant.name
    }, [_ctx.grants.length > 1 ? (Object(external_commonjs_vue_commonjs2_vue_root_Vue_["openBlock"])(), Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createElementBlock"])("strong", ClientTrialvue_type_template_id_3aba7dce_hoisted_1, Object(external_commonjs_vue_commonjs2_vue_root_Vue_["toDisplayString"])(grant.title) + ":", 1)) : Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createCommentVNode"])("", true), Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createTextVNode"])(" " + Object(external_commonjs_vue_commonjs2_vue_root_Vue_["toDisplayString"])(_ctx.translate(grant.redirects ? 'OAuth2_TrialHelpFlow' : 'OAuth2_TrialHelp')), 1)]);
  }), 128)), _ctx.asksSecret ? (Object(external_commonjs_vue_commonjs2_vue_root_Vue_["openBlock"])(), Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createBlock"])(_component_CheckedField, {
    key: 0,
    parameter: "trialSecret",
    uicontrol: "password",
    name: "oauth2TrialSecret",
    autocomplete: "off",
    title: _ctx.translate('OAuth2_TrialSecret'),
    "inline-help": _ctx.translate('OAuth2_TrialSecretHelp'),
    error: _ctx.missing,
    modelValue: _ctx.typed,
    "onUpdate:modelValue": _cache[0] || (_cache[0] = function ($event) {
      return _ctx.typed = $event;
    })
  }, null, 8, ["title", "inline-help", "error", "modelValue"])) : Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createCommentVNode"])("", true), Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createElementVNode"])("div", ClientTrialvue_type_template_id_3aba7dce_hoisted_2, [(Object(external_commonjs_vue_commonjs2_vue_root_Vue_["openBlock"])(true), Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createElementBlock"])(external_commonjs_vue_commonjs2_vue_root_Vue_["Fragment"], null, Object(external_commonjs_vue_commonjs2_vue_root_Vue_["renderList"])(_ctx.grants, function (grant, index) {
    return Object(external_commonjs_vue_commonjs2_vue_root_Vue_["openBlock"])(), Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createElementBlock"])("button", {
      key: grant.name,
      type: index ? 'button' : 'submit',
      class: "btn btn-outline",
      "aria-disabled": _ctx.running,
      onClick: function onClick($event) {
        return index && _ctx.run(grant);
      }
    }, Object(external_commonjs_vue_commonjs2_vue_root_Vue_["toDisplayString"])(_ctx.translate('OAuth2_TrialNow')) + Object(external_commonjs_vue_commonjs2_vue_root_Vue_["toDisplayString"])(_ctx.grants.length > 1 ? ": ".concat(grant.title) : ''), 9, ClientTrialvue_type_template_id_3aba7dce_hoisted_3);
  }), 128)), Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createVNode"])(_component_ActivityIndicator, {
    loading: _ctx.running
  }, null, 8, ["loading"])])], 544), Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createElementVNode"])("div", ClientTrialvue_type_template_id_3aba7dce_hoisted_4, [_ctx.error ? (Object(external_commonjs_vue_commonjs2_vue_root_Vue_["openBlock"])(), Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createElementBlock"])("p", ClientTrialvue_type_template_id_3aba7dce_hoisted_5, Object(external_commonjs_vue_commonjs2_vue_root_Vue_["toDisplayString"])(_ctx.error), 1)) : _ctx.trial ? (Object(external_commonjs_vue_commonjs2_vue_root_Vue_["openBlock"])(), Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createBlock"])(_component_TrialResult, {
    key: 1,
    client: _ctx.client,
    trial: _ctx.trial
  }, null, 8, ["client", "trial"])) : Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createCommentVNode"])("", true)])], 64);
}
// CONCATENATED MODULE: ./plugins/OAuth2/vue/src/ClientTrial/ClientTrial.vue?vue&type=template&id=3aba7dce

// CONCATENATED MODULE: ./node_modules/@vue/cli-plugin-babel/node_modules/cache-loader/dist/cjs.js??ref--12-0!./node_modules/@vue/cli-plugin-babel/node_modules/thread-loader/dist/cjs.js!./node_modules/babel-loader/lib!./node_modules/@vue/cli-service/node_modules/vue-loader-v16/dist/templateLoader.js??ref--6!./node_modules/@vue/cli-service/node_modules/cache-loader/dist/cjs.js??ref--0-0!./node_modules/@vue/cli-service/node_modules/vue-loader-v16/dist??ref--0-1!./plugins/OAuth2/vue/src/ClientTrial/TrialResult.vue?vue&type=template&id=156b6fee

var TrialResultvue_type_template_id_156b6fee_hoisted_1 = {
  key: 0,
  class: "oauth2-steps"
};
var TrialResultvue_type_template_id_156b6fee_hoisted_2 = {
  key: 1
};
var TrialResultvue_type_template_id_156b6fee_hoisted_3 = ["aria-label"];
function TrialResultvue_type_template_id_156b6fee_render(_ctx, _cache, $props, $setup, $data, $options) {
  return Object(external_commonjs_vue_commonjs2_vue_root_Vue_["openBlock"])(), Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createElementBlock"])(external_commonjs_vue_commonjs2_vue_root_Vue_["Fragment"], null, [Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createElementVNode"])("p", {
    class: Object(external_commonjs_vue_commonjs2_vue_root_Vue_["normalizeClass"])(["oauth2-state", _ctx.passed ? 'oauth2-state-active' : 'oauth2-state-paused'])
  }, [Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createElementVNode"])("span", {
    class: Object(external_commonjs_vue_commonjs2_vue_root_Vue_["normalizeClass"])(_ctx.passed ? 'icon-ok' : 'icon-warning'),
    "aria-hidden": "true"
  }, null, 2), Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createTextVNode"])(" " + Object(external_commonjs_vue_commonjs2_vue_root_Vue_["toDisplayString"])(_ctx.translate(_ctx.summary)), 1)], 2), _ctx.steps.length > 2 ? (Object(external_commonjs_vue_commonjs2_vue_root_Vue_["openBlock"])(), Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createElementBlock"])("ol", TrialResultvue_type_template_id_156b6fee_hoisted_1, [(Object(external_commonjs_vue_commonjs2_vue_root_Vue_["openBlock"])(true), Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createElementBlock"])(external_commonjs_vue_commonjs2_vue_root_Vue_["Fragment"], null, Object(external_commonjs_vue_commonjs2_vue_root_Vue_["renderList"])(_ctx.steps, function (step) {
    return Object(external_commonjs_vue_commonjs2_vue_root_Vue_["openBlock"])(), Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createElementBlock"])("li", {
      key: step.name
    }, [Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createElementVNode"])("span", {
      class: Object(external_commonjs_vue_commonjs2_vue_root_Vue_["normalizeClass"])(step.icon),
      "aria-hidden": "true"
    }, null, 2), Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createTextVNode"])(" " + Object(external_commonjs_vue_commonjs2_vue_root_Vue_["toDisplayString"])(step.title) + ": " + Object(external_commonjs_vue_commonjs2_vue_root_Vue_["toDisplayString"])(_ctx.translate(step.outcome)), 1)]);
  }), 128))])) : Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createCommentVNode"])("", true), _ctx.trial.message ? (Object(external_commonjs_vue_commonjs2_vue_root_Vue_["openBlock"])(), Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createElementBlock"])("p", TrialResultvue_type_template_id_156b6fee_hoisted_2, Object(external_commonjs_vue_commonjs2_vue_root_Vue_["toDisplayString"])(_ctx.trial.message), 1)) : Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createCommentVNode"])("", true), Object.keys(_ctx.trial.answer).length ? (Object(external_commonjs_vue_commonjs2_vue_root_Vue_["openBlock"])(), Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createElementBlock"])("pre", {
    key: 2,
    class: "oauth2-code",
    tabindex: "0",
    "aria-label": _ctx.translate('OAuth2_Trial')
  }, [Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createElementVNode"])("code", null, Object(external_commonjs_vue_commonjs2_vue_root_Vue_["toDisplayString"])(_ctx.answer), 1)], 8, TrialResultvue_type_template_id_156b6fee_hoisted_3)) : Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createCommentVNode"])("", true)], 64);
}
// CONCATENATED MODULE: ./plugins/OAuth2/vue/src/ClientTrial/TrialResult.vue?vue&type=template&id=156b6fee

// CONCATENATED MODULE: ./node_modules/@vue/cli-plugin-typescript/node_modules/cache-loader/dist/cjs.js??ref--14-0!./node_modules/babel-loader/lib!./node_modules/@vue/cli-plugin-typescript/node_modules/ts-loader??ref--14-2!./node_modules/@vue/cli-service/node_modules/cache-loader/dist/cjs.js??ref--0-0!./node_modules/@vue/cli-service/node_modules/vue-loader-v16/dist??ref--0-1!./plugins/OAuth2/vue/src/ClientTrial/TrialResult.vue?vue&type=script&lang=ts
function TrialResultvue_type_script_lang_ts_slicedToArray(arr, i) { return TrialResultvue_type_script_lang_ts_arrayWithHoles(arr) || TrialResultvue_type_script_lang_ts_iterableToArrayLimit(arr, i) || TrialResultvue_type_script_lang_ts_unsupportedIterableToArray(arr, i) || TrialResultvue_type_script_lang_ts_nonIterableRest(); }

function TrialResultvue_type_script_lang_ts_nonIterableRest() { throw new TypeError("Invalid attempt to destructure non-iterable instance.\nIn order to be iterable, non-array objects must have a [Symbol.iterator]() method."); }

function TrialResultvue_type_script_lang_ts_unsupportedIterableToArray(o, minLen) { if (!o) return; if (typeof o === "string") return TrialResultvue_type_script_lang_ts_arrayLikeToArray(o, minLen); var n = Object.prototype.toString.call(o).slice(8, -1); if (n === "Object" && o.constructor) n = o.constructor.name; if (n === "Map" || n === "Set") return Array.from(o); if (n === "Arguments" || /^(?:Ui|I)nt(?:8|16|32)(?:Clamped)?Array$/.test(n)) return TrialResultvue_type_script_lang_ts_arrayLikeToArray(o, minLen); }

function TrialResultvue_type_script_lang_ts_arrayLikeToArray(arr, len) { if (len == null || len > arr.length) len = arr.length; for (var i = 0, arr2 = new Array(len); i < len; i++) { arr2[i] = arr[i]; } return arr2; }

function TrialResultvue_type_script_lang_ts_iterableToArrayLimit(arr, i) { var _i = arr == null ? null : typeof Symbol !== "undefined" && arr[Symbol.iterator] || arr["@@iterator"]; if (_i == null) return; var _arr = []; var _n = true; var _d = false; var _s, _e; try { for (_i = _i.call(arr); !(_n = (_s = _i.next()).done); _n = true) { _arr.push(_s.value); if (i && _arr.length === i) break; } } catch (err) { _d = true; _e = err; } finally { try { if (!_n && _i["return"] != null) _i["return"](); } finally { if (_d) throw _e; } } return _arr; }

function TrialResultvue_type_script_lang_ts_arrayWithHoles(arr) { if (Array.isArray(arr)) return arr; }



var OUTCOMES = {
  true: {
    outcome: 'OAuth2_TrialPassed',
    icon: 'icon-ok'
  },
  false: {
    outcome: 'OAuth2_TrialFailed',
    icon: 'icon-close'
  },
  null: {
    outcome: 'OAuth2_TrialNotTried',
    icon: 'icon-minus'
  }
};
/** What a trial of a client found, step by step. */

/* harmony default export */ var TrialResultvue_type_script_lang_ts = (Object(external_commonjs_vue_commonjs2_vue_root_Vue_["defineComponent"])({
  props: {
    client: {
      type: Object,
      required: true
    },
    trial: {
      type: Object,
      required: true
    }
  },
  computed: {
    outcomes: function outcomes() {
      return Object.values(this.trial.steps);
    },
    passed: function passed() {
      return this.outcomes.every(function (outcome) {
        return outcome === true;
      });
    },
    summary: function summary() {
      if (this.passed) {
        return 'OAuth2_TrialWorks';
      }

      if (this.outcomes.includes(false)) {
        return 'OAuth2_TrialFails';
      }

      return this.client.auth_method === 'client_secret' ? 'OAuth2_TrialWithoutSecret' : 'OAuth2_TrialWithoutKey';
    },
    steps: function steps() {
      return Object.entries(this.trial.steps).map(function (_ref) {
        var _ref2 = TrialResultvue_type_script_lang_ts_slicedToArray(_ref, 2),
            name = _ref2[0],
            outcome = _ref2[1];

        return Object.assign({
          name: name,
          title: trialStep(name)
        }, OUTCOMES["".concat(outcome)]);
      });
    },
    answer: function answer() {
      return "HTTP ".concat(this.trial.status, "\n").concat(JSON.stringify(this.trial.answer, null, 2));
    }
  }
}));
// CONCATENATED MODULE: ./plugins/OAuth2/vue/src/ClientTrial/TrialResult.vue?vue&type=script&lang=ts
 
// CONCATENATED MODULE: ./plugins/OAuth2/vue/src/ClientTrial/TrialResult.vue



TrialResultvue_type_script_lang_ts.render = TrialResultvue_type_template_id_156b6fee_render

/* harmony default export */ var TrialResult = (TrialResultvue_type_script_lang_ts);
// CONCATENATED MODULE: ./plugins/OAuth2/vue/src/ClientTrial/trial.ts
/*!
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/** The grant types of a client that the server can test without the application. */

function testedGrants(client) {
  return grantTypes().filter(function (grant) {
    return client.grant_types.includes(grant.name) && (grant.redirects || grant.actsByItself && client.auth_method === 'client_secret');
  });
}
// CONCATENATED MODULE: ./node_modules/@vue/cli-plugin-typescript/node_modules/cache-loader/dist/cjs.js??ref--14-0!./node_modules/babel-loader/lib!./node_modules/@vue/cli-plugin-typescript/node_modules/ts-loader??ref--14-2!./node_modules/@vue/cli-service/node_modules/cache-loader/dist/cjs.js??ref--0-0!./node_modules/@vue/cli-service/node_modules/vue-loader-v16/dist??ref--0-1!./plugins/OAuth2/vue/src/ClientTrial/ClientTrial.vue?vue&type=script&lang=ts








/** Lets the server make the requests of a client, and shows the answer without its tokens. */

/* harmony default export */ var ClientTrialvue_type_script_lang_ts = (Object(external_commonjs_vue_commonjs2_vue_root_Vue_["defineComponent"])({
  components: {
    ActivityIndicator: external_CoreHome_["ActivityIndicator"],
    CheckedField: CheckedField,
    TrialResult: TrialResult
  },
  props: {
    client: {
      type: Object,
      required: true
    },

    /** The secret if the page shows it. */
    secret: {
      type: String,
      default: ''
    }
  },
  emits: ['tested'],
  data: function data() {
    return {
      typed: '',
      missing: '',
      running: false,
      trial: null,
      error: ''
    };
  },
  computed: {
    grants: function grants() {
      return testedGrants(this.client);
    },
    asksSecret: function asksSecret() {
      return !this.secret && this.client.auth_method === 'client_secret';
    }
  },
  methods: {
    run: async function run(grant) {
      await fieldsAreTold();

      if (this.running) {
        return;
      }

      var secret = this.secret || this.typed.trim();
      this.missing = secret || grant.redirects ? '' : Object(external_CoreHome_["translate"])('OAuth2_TrialSecretMissing');

      if (this.missing) {
        await Object(external_commonjs_vue_commonjs2_vue_root_Vue_["nextTick"])();
        focusInvalid(this.$refs.form);
        return;
      }

      this.running = true;
      this.error = '';
      this.trial = null;

      try {
        this.trial = await call('OAuth2.testClient', {
          clientId: this.client.client_id,
          secret: secret,
          grantType: grant.name
        });
        this.$emit('tested');
      } catch (error) {
        this.error = error.message;
      }

      this.running = false;
    }
  }
}));
// CONCATENATED MODULE: ./plugins/OAuth2/vue/src/ClientTrial/ClientTrial.vue?vue&type=script&lang=ts
 
// CONCATENATED MODULE: ./plugins/OAuth2/vue/src/ClientTrial/ClientTrial.vue



ClientTrialvue_type_script_lang_ts.render = ClientTrialvue_type_template_id_3aba7dce_render

/* harmony default export */ var ClientTrial = (ClientTrialvue_type_script_lang_ts);
// CONCATENATED MODULE: ./node_modules/@vue/cli-plugin-babel/node_modules/cache-loader/dist/cjs.js??ref--12-0!./node_modules/@vue/cli-plugin-babel/node_modules/thread-loader/dist/cjs.js!./node_modules/babel-loader/lib!./node_modules/@vue/cli-service/node_modules/vue-loader-v16/dist/templateLoader.js??ref--6!./node_modules/@vue/cli-service/node_modules/cache-loader/dist/cjs.js??ref--0-0!./node_modules/@vue/cli-service/node_modules/vue-loader-v16/dist??ref--0-1!./plugins/OAuth2/vue/src/ClientLog/ClientLog.vue?vue&type=template&id=74f4b6ea

var ClientLogvue_type_template_id_74f4b6ea_hoisted_1 = {
  role: "cell",
  class: "oauth2-first"
};
var ClientLogvue_type_template_id_74f4b6ea_hoisted_2 = ["data-label"];
var ClientLogvue_type_template_id_74f4b6ea_hoisted_3 = ["data-label"];
function ClientLogvue_type_template_id_74f4b6ea_render(_ctx, _cache, $props, $setup, $data, $options) {
  var _component_DateTime = Object(external_commonjs_vue_commonjs2_vue_root_Vue_["resolveComponent"])("DateTime");

  var _component_RecordTable = Object(external_commonjs_vue_commonjs2_vue_root_Vue_["resolveComponent"])("RecordTable");

  var _component_LoadedBlock = Object(external_commonjs_vue_commonjs2_vue_root_Vue_["resolveComponent"])("LoadedBlock");

  return Object(external_commonjs_vue_commonjs2_vue_root_Vue_["openBlock"])(), Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createBlock"])(_component_LoadedBlock, {
    ref: "block",
    "content-title": _ctx.translate('OAuth2_Log'),
    load: _ctx.load
  }, {
    intro: Object(external_commonjs_vue_commonjs2_vue_root_Vue_["withCtx"])(function () {
      return [Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createElementVNode"])("p", null, Object(external_commonjs_vue_commonjs2_vue_root_Vue_["toDisplayString"])(_ctx.translate('OAuth2_LogIntro')), 1)];
    }),
    default: Object(external_commonjs_vue_commonjs2_vue_root_Vue_["withCtx"])(function () {
      return [Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createVNode"])(_component_RecordTable, {
        caption: _ctx.translate('OAuth2_Log'),
        columns: ['OAuth2_LogTime', 'OAuth2_LogEvent', 'OAuth2_LogBy'],
        records: _ctx.shown,
        by: "id",
        none: _ctx.translate('OAuth2_LogEmpty')
      }, {
        default: Object(external_commonjs_vue_commonjs2_vue_root_Vue_["withCtx"])(function (_ref) {
          var event = _ref.record;
          return [Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createElementVNode"])("td", ClientLogvue_type_template_id_74f4b6ea_hoisted_1, [Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createVNode"])(_component_DateTime, {
            time: event.happened_at
          }, null, 8, ["time"])]), Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createElementVNode"])("td", {
            role: "cell",
            "data-label": _ctx.translate('OAuth2_LogEvent')
          }, [Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createTextVNode"])(Object(external_commonjs_vue_commonjs2_vue_root_Vue_["toDisplayString"])(_ctx.eventTitle(event.name)) + " ", 1), (Object(external_commonjs_vue_commonjs2_vue_root_Vue_["openBlock"])(true), Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createElementBlock"])(external_commonjs_vue_commonjs2_vue_root_Vue_["Fragment"], null, Object(external_commonjs_vue_commonjs2_vue_root_Vue_["renderList"])(_ctx.eventDetails(event), function (text) {
            return Object(external_commonjs_vue_commonjs2_vue_root_Vue_["openBlock"])(), Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createElementBlock"])("span", {
              key: text,
              class: "oauth2-description"
            }, Object(external_commonjs_vue_commonjs2_vue_root_Vue_["toDisplayString"])(text), 1);
          }), 128))], 8, ClientLogvue_type_template_id_74f4b6ea_hoisted_2), Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createElementVNode"])("td", {
            role: "cell",
            "data-label": _ctx.translate('OAuth2_LogBy')
          }, Object(external_commonjs_vue_commonjs2_vue_root_Vue_["toDisplayString"])(event.by || '–'), 9, ClientLogvue_type_template_id_74f4b6ea_hoisted_3)];
        }),
        _: 1
      }, 8, ["caption", "records", "none"]), _ctx.shown.length < _ctx.events.length ? (Object(external_commonjs_vue_commonjs2_vue_root_Vue_["openBlock"])(), Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createElementBlock"])("button", {
        key: 0,
        type: "button",
        class: "btn btn-outline",
        onClick: _cache[0] || (_cache[0] = function ($event) {
          return _ctx.showAll();
        })
      }, Object(external_commonjs_vue_commonjs2_vue_root_Vue_["toDisplayString"])(_ctx.translate('OAuth2_LogShowAll', "".concat(_ctx.events.length))), 1)) : Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createCommentVNode"])("", true)];
    }),
    _: 1
  }, 8, ["content-title", "load"]);
}
// CONCATENATED MODULE: ./plugins/OAuth2/vue/src/ClientLog/ClientLog.vue?vue&type=template&id=74f4b6ea

// CONCATENATED MODULE: ./plugins/OAuth2/vue/src/ClientLog/details.ts
function details_slicedToArray(arr, i) { return details_arrayWithHoles(arr) || details_iterableToArrayLimit(arr, i) || details_unsupportedIterableToArray(arr, i) || details_nonIterableRest(); }

function details_nonIterableRest() { throw new TypeError("Invalid attempt to destructure non-iterable instance.\nIn order to be iterable, non-array objects must have a [Symbol.iterator]() method."); }

function details_unsupportedIterableToArray(o, minLen) { if (!o) return; if (typeof o === "string") return details_arrayLikeToArray(o, minLen); var n = Object.prototype.toString.call(o).slice(8, -1); if (n === "Object" && o.constructor) n = o.constructor.name; if (n === "Map" || n === "Set") return Array.from(o); if (n === "Arguments" || /^(?:Ui|I)nt(?:8|16|32)(?:Clamped)?Array$/.test(n)) return details_arrayLikeToArray(o, minLen); }

function details_arrayLikeToArray(arr, len) { if (len == null || len > arr.length) len = arr.length; for (var i = 0, arr2 = new Array(len); i < len; i++) { arr2[i] = arr[i]; } return arr2; }

function details_iterableToArrayLimit(arr, i) { var _i = arr == null ? null : typeof Symbol !== "undefined" && arr[Symbol.iterator] || arr["@@iterator"]; if (_i == null) return; var _arr = []; var _n = true; var _d = false; var _s, _e; try { for (_i = _i.call(arr); !(_n = (_s = _i.next()).done); _n = true) { _arr.push(_s.value); if (i && _arr.length === i) break; } } catch (err) { _d = true; _e = err; } finally { try { if (!_n && _i["return"] != null) _i["return"](); } finally { if (_d) throw _e; } } return _arr; }

function details_arrayWithHoles(arr) { if (Array.isArray(arr)) return arr; }

/*!
 * SPDX-License-Identifier: GPL-3.0-or-later
 */



/** The members of an event that are shown with a title: translation keys by member. */

var details_TITLES = {
  login: 'OAuth2_User',
  scope: 'OAuth2_Scope',
  count: 'OAuth2_Authorizations',
  owner: 'OAuth2_Owner',
  acts_as: 'OAuth2_ActsAs'
};
/** The decisions of an administrator about an app that came by itself. */

var DECISIONS = {
  approved: 'OAuth2_DecisionApproved',
  blocked: 'OAuth2_DecisionBlocked',
  kept: 'OAuth2_DecisionKept',
  adopted: 'OAuth2_DecisionAdopted',
  none: 'OAuth2_DecisionNone'
};
/** What an event's row says below its title, a line each. */

function eventDetails(_ref) {
  var details = _ref.details;
  var texts = Object.entries(details_TITLES).filter(function (_ref2) {
    var _ref3 = details_slicedToArray(_ref2, 1),
        member = _ref3[0];

    return details[member];
  }).map(function (_ref4) {
    var _ref5 = details_slicedToArray(_ref4, 2),
        member = _ref5[0],
        title = _ref5[1];

    return "".concat(Object(external_CoreHome_["translate"])(title), ": ").concat(details[member]);
  });

  if (details.method) {
    texts.push("".concat(details.method));
  }

  if (details.reason) {
    texts.push(endReason("".concat(details.reason)));
  }

  if (details.decision) {
    texts.push(Object(external_CoreHome_["translate"])(DECISIONS["".concat(details.decision)]));
  }

  if (details.leaked) {
    texts.push(Object(external_CoreHome_["translate"])('OAuth2_LogLeaked'));
  }

  if (details.old_until) {
    texts.push(Object(external_CoreHome_["translate"])('OAuth2_OldSecretWorksUntil', formatTime("".concat(details.old_until))));
  }

  if (details.ended !== undefined) {
    texts.push(Object(external_CoreHome_["translate"])(details.ended ? 'OAuth2_LogEnded' : 'OAuth2_EffectsNone'));
  }

  return texts;
}
// CONCATENATED MODULE: ./node_modules/@vue/cli-plugin-typescript/node_modules/cache-loader/dist/cjs.js??ref--14-0!./node_modules/babel-loader/lib!./node_modules/@vue/cli-plugin-typescript/node_modules/ts-loader??ref--14-2!./node_modules/@vue/cli-service/node_modules/cache-loader/dist/cjs.js??ref--0-0!./node_modules/@vue/cli-service/node_modules/vue-loader-v16/dist??ref--0-1!./plugins/OAuth2/vue/src/ClientLog/ClientLog.vue?vue&type=script&lang=ts








/** The number of events that are shown at first. */

var FIRST = 20;
/** What happened to a client, the newest first. */

/* harmony default export */ var ClientLogvue_type_script_lang_ts = (Object(external_commonjs_vue_commonjs2_vue_root_Vue_["defineComponent"])({
  components: {
    DateTime: DateTime,
    LoadedBlock: LoadedBlock,
    RecordTable: RecordTable
  },
  props: {
    clientId: {
      type: String,
      required: true
    }
  },
  data: function data() {
    return {
      events: [],
      limit: FIRST
    };
  },
  computed: {
    shown: function shown() {
      return this.events.slice(0, this.limit);
    }
  },
  methods: {
    eventDetails: eventDetails,
    eventTitle: eventTitle,
    load: async function load() {
      var events = await call('OAuth2.getClientEvents', {
        clientId: this.clientId
      });
      this.events = events.map(function (event, index) {
        return Object.assign(Object.assign({}, event), {}, {
          id: events.length - index
        });
      });
    },
    refresh: function refresh() {
      return this.$refs.block.refresh();
    },
    showAll: async function showAll() {
      this.limit = this.events.length;
      await Object(external_commonjs_vue_commonjs2_vue_root_Vue_["nextTick"])(); // The pressed button no longer exists.

      focusHeading(this.$refs.block.$el);
    }
  }
}));
// CONCATENATED MODULE: ./plugins/OAuth2/vue/src/ClientLog/ClientLog.vue?vue&type=script&lang=ts
 
// CONCATENATED MODULE: ./plugins/OAuth2/vue/src/ClientLog/ClientLog.vue



ClientLogvue_type_script_lang_ts.render = ClientLogvue_type_template_id_74f4b6ea_render

/* harmony default export */ var ClientLog = (ClientLogvue_type_script_lang_ts);
// CONCATENATED MODULE: ./node_modules/@vue/cli-plugin-babel/node_modules/cache-loader/dist/cjs.js??ref--12-0!./node_modules/@vue/cli-plugin-babel/node_modules/thread-loader/dist/cjs.js!./node_modules/babel-loader/lib!./node_modules/@vue/cli-service/node_modules/vue-loader-v16/dist/templateLoader.js??ref--6!./node_modules/@vue/cli-service/node_modules/cache-loader/dist/cjs.js??ref--0-0!./node_modules/@vue/cli-service/node_modules/vue-loader-v16/dist??ref--0-1!./plugins/OAuth2/vue/src/ClientKeys/KeysBlock.vue?vue&type=template&id=1aaf9ed3

var KeysBlockvue_type_template_id_1aaf9ed3_hoisted_1 = {
  key: 0,
  class: "browser-default"
};

var KeysBlockvue_type_template_id_1aaf9ed3_hoisted_2 = /*#__PURE__*/Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createElementVNode"])("br", null, null, -1);

var KeysBlockvue_type_template_id_1aaf9ed3_hoisted_3 = {
  class: "oauth2-id"
};
var KeysBlockvue_type_template_id_1aaf9ed3_hoisted_4 = {
  key: 1
};
var KeysBlockvue_type_template_id_1aaf9ed3_hoisted_5 = {
  class: "oauth2-id"
};
var KeysBlockvue_type_template_id_1aaf9ed3_hoisted_6 = ["aria-disabled"];
var KeysBlockvue_type_template_id_1aaf9ed3_hoisted_7 = ["aria-disabled"];
function KeysBlockvue_type_template_id_1aaf9ed3_render(_ctx, _cache, $props, $setup, $data, $options) {
  var _component_CheckedField = Object(external_commonjs_vue_commonjs2_vue_root_Vue_["resolveComponent"])("CheckedField");

  var _component_ContentBlock = Object(external_commonjs_vue_commonjs2_vue_root_Vue_["resolveComponent"])("ContentBlock");

  return Object(external_commonjs_vue_commonjs2_vue_root_Vue_["openBlock"])(), Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createBlock"])(_component_ContentBlock, {
    "content-title": _ctx.translate('OAuth2_ClientKeys')
  }, {
    default: Object(external_commonjs_vue_commonjs2_vue_root_Vue_["withCtx"])(function () {
      return [Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createElementVNode"])("p", null, Object(external_commonjs_vue_commonjs2_vue_root_Vue_["toDisplayString"])(_ctx.translate(_ctx.hasKeys ? 'OAuth2_ClientKeysUsed' : 'OAuth2_ClientKeysNone')), 1), _ctx.client.keys.length ? (Object(external_commonjs_vue_commonjs2_vue_root_Vue_["openBlock"])(), Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createElementBlock"])("ul", KeysBlockvue_type_template_id_1aaf9ed3_hoisted_1, [(Object(external_commonjs_vue_commonjs2_vue_root_Vue_["openBlock"])(true), Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createElementBlock"])(external_commonjs_vue_commonjs2_vue_root_Vue_["Fragment"], null, Object(external_commonjs_vue_commonjs2_vue_root_Vue_["renderList"])(_ctx.client.keys, function (key) {
        return Object(external_commonjs_vue_commonjs2_vue_root_Vue_["openBlock"])(), Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createElementBlock"])("li", {
          key: key.thumbprint
        }, [Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createTextVNode"])(Object(external_commonjs_vue_commonjs2_vue_root_Vue_["toDisplayString"])(key.algorithm) + ", " + Object(external_commonjs_vue_commonjs2_vue_root_Vue_["toDisplayString"])(key.kid ? "kid ".concat(key.kid) : _ctx.translate('OAuth2_ClientKeyNoKid')), 1), KeysBlockvue_type_template_id_1aaf9ed3_hoisted_2, Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createElementVNode"])("code", KeysBlockvue_type_template_id_1aaf9ed3_hoisted_3, Object(external_commonjs_vue_commonjs2_vue_root_Vue_["toDisplayString"])(key.thumbprint), 1)]);
      }), 128))])) : Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createCommentVNode"])("", true), _ctx.client.jwks_uri ? (Object(external_commonjs_vue_commonjs2_vue_root_Vue_["openBlock"])(), Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createElementBlock"])("p", KeysBlockvue_type_template_id_1aaf9ed3_hoisted_4, [Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createElementVNode"])("code", KeysBlockvue_type_template_id_1aaf9ed3_hoisted_5, Object(external_commonjs_vue_commonjs2_vue_root_Vue_["toDisplayString"])(_ctx.client.jwks_uri), 1)])) : Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createCommentVNode"])("", true), Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createElementVNode"])("form", {
        class: "oauth2-keys",
        novalidate: "",
        onSubmit: _cache[3] || (_cache[3] = Object(external_commonjs_vue_commonjs2_vue_root_Vue_["withModifiers"])(function ($event) {
          return _ctx.save();
        }, ["prevent"]))
      }, [Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createVNode"])(_component_CheckedField, {
        parameter: "clientKeys",
        uicontrol: "textarea",
        name: "oauth2Jwks",
        spellcheck: false,
        title: _ctx.translate('OAuth2_ClientKeysPublic'),
        "inline-help": _ctx.translate('OAuth2_ClientKeysPublicHelp'),
        rows: 4,
        placeholder: "-----BEGIN PUBLIC KEY-----",
        modelValue: _ctx.keys,
        "onUpdate:modelValue": _cache[0] || (_cache[0] = function ($event) {
          return _ctx.keys = $event;
        })
      }, null, 8, ["title", "inline-help", "modelValue"]), Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createVNode"])(_component_CheckedField, {
        parameter: "clientKeysAddress",
        uicontrol: "text",
        name: "oauth2JwksUri",
        autocomplete: "off",
        spellcheck: false,
        title: _ctx.translate('OAuth2_ClientKeysAddress'),
        "inline-help": _ctx.translate('OAuth2_ClientKeysAddressHelp'),
        placeholder: "https://app.example.org/jwks.json",
        modelValue: _ctx.address,
        "onUpdate:modelValue": _cache[1] || (_cache[1] = function ($event) {
          return _ctx.address = $event;
        })
      }, null, 8, ["title", "inline-help", "modelValue"]), Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createElementVNode"])("button", {
        type: "submit",
        class: "btn btn-outline",
        "aria-disabled": _ctx.busy
      }, Object(external_commonjs_vue_commonjs2_vue_root_Vue_["toDisplayString"])(_ctx.translate('OAuth2_ClientKeysSave')), 9, KeysBlockvue_type_template_id_1aaf9ed3_hoisted_6), _ctx.hasKeys ? (Object(external_commonjs_vue_commonjs2_vue_root_Vue_["openBlock"])(), Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createElementBlock"])("button", {
        key: 0,
        type: "button",
        class: "btn btn-outline",
        "aria-disabled": _ctx.busy,
        onClick: _cache[2] || (_cache[2] = function ($event) {
          return _ctx.remove();
        })
      }, Object(external_commonjs_vue_commonjs2_vue_root_Vue_["toDisplayString"])(_ctx.translate('OAuth2_ClientKeysRemove')), 9, KeysBlockvue_type_template_id_1aaf9ed3_hoisted_7)) : Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createCommentVNode"])("", true)], 32)];
    }),
    _: 1
  }, 8, ["content-title"]);
}
// CONCATENATED MODULE: ./plugins/OAuth2/vue/src/ClientKeys/KeysBlock.vue?vue&type=template&id=1aaf9ed3

// CONCATENATED MODULE: ./plugins/OAuth2/vue/src/secretFields.ts
function secretFields_toConsumableArray(arr) { return secretFields_arrayWithoutHoles(arr) || secretFields_iterableToArray(arr) || secretFields_unsupportedIterableToArray(arr) || secretFields_nonIterableSpread(); }

function secretFields_nonIterableSpread() { throw new TypeError("Invalid attempt to spread non-iterable instance.\nIn order to be iterable, non-array objects must have a [Symbol.iterator]() method."); }

function secretFields_unsupportedIterableToArray(o, minLen) { if (!o) return; if (typeof o === "string") return secretFields_arrayLikeToArray(o, minLen); var n = Object.prototype.toString.call(o).slice(8, -1); if (n === "Object" && o.constructor) n = o.constructor.name; if (n === "Map" || n === "Set") return Array.from(o); if (n === "Arguments" || /^(?:Ui|I)nt(?:8|16|32)(?:Clamped)?Array$/.test(n)) return secretFields_arrayLikeToArray(o, minLen); }

function secretFields_iterableToArray(iter) { if (typeof Symbol !== "undefined" && iter[Symbol.iterator] != null || iter["@@iterator"] != null) return Array.from(iter); }

function secretFields_arrayWithoutHoles(arr) { if (Array.isArray(arr)) return secretFields_arrayLikeToArray(arr); }

function secretFields_arrayLikeToArray(arr, len) { if (len == null || len > arr.length) len = arr.length; for (var i = 0, arr2 = new Array(len); i < len; i++) { arr2[i] = arr[i]; } return arr2; }

/*!
 * SPDX-License-Identifier: GPL-3.0-or-later
 */




/** Asks whether a secret or key has leaked; "1" says what ends then. */

async function secretFields_leakedField(clientId, title, no, yes) {
  var effects = effectTexts(await call('OAuth2.getClientEffects', {
    clientId: clientId
  }));
  return {
    name: 'leaked',
    title: title,
    options: [{
      key: '0',
      value: no
    }, {
      key: '1',
      value: [yes].concat(secretFields_toConsumableArray(effects)).join(' ')
    }],
    value: '0'
  };
}
/** Asks how long the present secret works beside what replaces it, unless it has leaked. */

function oldSecretField() {
  return {
    name: 'oldSecret',
    title: Object(external_CoreHome_["translate"])('OAuth2_OldSecret'),
    options: oldSecretTimes().map(function (_ref) {
      var key = _ref.name,
          value = _ref.title;
      return {
        key: key,
        value: value
      };
    }),
    value: oldSecretTimes()[0].name,
    onlyIf: {
      field: 'leaked',
      value: '0'
    }
  };
}
// CONCATENATED MODULE: ./node_modules/@vue/cli-plugin-typescript/node_modules/cache-loader/dist/cjs.js??ref--14-0!./node_modules/babel-loader/lib!./node_modules/@vue/cli-plugin-typescript/node_modules/ts-loader??ref--14-2!./node_modules/@vue/cli-service/node_modules/cache-loader/dist/cjs.js??ref--0-0!./node_modules/@vue/cli-service/node_modules/vue-loader-v16/dist??ref--0-1!./plugins/OAuth2/vue/src/ClientKeys/KeysBlock.vue?vue&type=script&lang=ts
function KeysBlockvue_type_script_lang_ts_toConsumableArray(arr) { return KeysBlockvue_type_script_lang_ts_arrayWithoutHoles(arr) || KeysBlockvue_type_script_lang_ts_iterableToArray(arr) || KeysBlockvue_type_script_lang_ts_unsupportedIterableToArray(arr) || KeysBlockvue_type_script_lang_ts_nonIterableSpread(); }

function KeysBlockvue_type_script_lang_ts_nonIterableSpread() { throw new TypeError("Invalid attempt to spread non-iterable instance.\nIn order to be iterable, non-array objects must have a [Symbol.iterator]() method."); }

function KeysBlockvue_type_script_lang_ts_unsupportedIterableToArray(o, minLen) { if (!o) return; if (typeof o === "string") return KeysBlockvue_type_script_lang_ts_arrayLikeToArray(o, minLen); var n = Object.prototype.toString.call(o).slice(8, -1); if (n === "Object" && o.constructor) n = o.constructor.name; if (n === "Map" || n === "Set") return Array.from(o); if (n === "Arguments" || /^(?:Ui|I)nt(?:8|16|32)(?:Clamped)?Array$/.test(n)) return KeysBlockvue_type_script_lang_ts_arrayLikeToArray(o, minLen); }

function KeysBlockvue_type_script_lang_ts_iterableToArray(iter) { if (typeof Symbol !== "undefined" && iter[Symbol.iterator] != null || iter["@@iterator"] != null) return Array.from(iter); }

function KeysBlockvue_type_script_lang_ts_arrayWithoutHoles(arr) { if (Array.isArray(arr)) return KeysBlockvue_type_script_lang_ts_arrayLikeToArray(arr); }

function KeysBlockvue_type_script_lang_ts_arrayLikeToArray(arr, len) { if (len == null || len > arr.length) len = arr.length; for (var i = 0, arr2 = new Array(len); i < len; i++) { arr2[i] = arr[i]; } return arr2; }











/** The public keys by which a confidential client may authenticate in place of a secret. */

/* harmony default export */ var KeysBlockvue_type_script_lang_ts = (Object(external_commonjs_vue_commonjs2_vue_root_Vue_["defineComponent"])({
  components: {
    CheckedField: CheckedField,
    ContentBlock: external_CoreHome_["ContentBlock"]
  },
  props: {
    client: {
      type: Object,
      required: true
    },

    /** Loads the client anew after a change. */
    refresh: {
      type: Function,
      required: true
    }
  },
  data: function data() {
    return {
      keys: '',
      address: ''
    };
  },
  computed: {
    busy: function busy() {
      return PasswordPrompt_store.state.isBusy;
    },
    hasKeys: function hasKeys() {
      return this.client.auth_method === 'private_key_jwt';
    },
    isGiven: function isGiven() {
      return this.keys.trim() !== '' || this.address.trim() !== '';
    }
  },
  methods: {
    save: async function save() {
      var _this = this;

      await fieldsAreTold();
      var address = this.address,
          client = this.client,
          keys = this.keys,
          refresh = this.refresh;

      if (this.busy) {
        return;
      }

      if (!this.isGiven) {
        var field = document.getElementById('oauth2Jwks');

        if (field) {
          field.focus();
        }

        return;
      }

      await makeChange(async function () {
        return PasswordPrompt_store.confirm({
          title: Object(external_CoreHome_["translate"])('OAuth2_ClientKeysQuestion', client.name),
          text: Object(external_CoreHome_["translate"])('OAuth2_ClientKeysMeaning'),
          fields: [await _this.leakedField()].concat(KeysBlockvue_type_script_lang_ts_toConsumableArray(_this.presentFields()))
        }, function (passwordConfirmation, _ref) {
          var leaked = _ref.leaked,
              keep = _ref.keep,
              oldSecret = _ref.oldSecret;
          return call('OAuth2.setClientKeys', {
            clientId: client.client_id,
            jwks: keys,
            jwksUri: address,
            passwordConfirmation: passwordConfirmation,
            keep: leaked === '1' ? '0' : keep || '0',
            oldSecret: leaked === '1' ? 'now' : oldSecret || 'now',
            leaked: leaked
          });
        });
      }, refresh, function () {
        _this.keys = '';
        _this.address = '';
        notify('success', Object(external_CoreHome_["translate"])('OAuth2_ClientKeysSaved'));
      });
    },
    remove: async function remove() {
      var _this2 = this;

      var client = this.client,
          refresh = this.refresh;
      await makeChange(function () {
        return orRecover(client.client_id, async function () {
          return PasswordPrompt_store.confirm({
            title: Object(external_CoreHome_["translate"])('OAuth2_ClientKeysRemoveQuestion', client.name),
            text: Object(external_CoreHome_["translate"])('OAuth2_ClientKeysRemoveMeaning'),
            fields: [await _this2.leakedField()]
          }, function (passwordConfirmation, _ref2) {
            var leaked = _ref2.leaked;
            return call('OAuth2.setClientKeys', {
              clientId: client.client_id,
              passwordConfirmation: passwordConfirmation,
              leaked: leaked
            });
          });
        });
      }, refresh, function (answer) {
        return showSecret(answer, 'rotated');
      });
    },
    leakedField: function leakedField() {
      return secretFields_leakedField(this.client.client_id, Object(external_CoreHome_["translate"])('OAuth2_ClientKeysLeaked'), Object(external_CoreHome_["translate"])('OAuth2_ClientKeysLeakedNo'), Object(external_CoreHome_["translate"])('OAuth2_ClientKeysLeakedYes'));
    },

    /** What becomes of the keys or the secret that the client has. */
    presentFields: function presentFields() {
      if (!this.hasKeys) {
        return [oldSecretField()];
      }

      return this.client.jwks && this.keys.trim() ? [{
        name: 'keep',
        title: Object(external_CoreHome_["translate"])('OAuth2_ClientKeysPresent'),
        options: [{
          key: '1',
          value: Object(external_CoreHome_["translate"])('OAuth2_ClientKeysKeep')
        }, {
          key: '0',
          value: Object(external_CoreHome_["translate"])('OAuth2_ClientKeysReplace')
        }],
        value: '1',
        onlyIf: {
          field: 'leaked',
          value: '0'
        }
      }] : [];
    }
  }
}));
// CONCATENATED MODULE: ./plugins/OAuth2/vue/src/ClientKeys/KeysBlock.vue?vue&type=script&lang=ts
 
// CONCATENATED MODULE: ./plugins/OAuth2/vue/src/ClientKeys/KeysBlock.vue



KeysBlockvue_type_script_lang_ts.render = KeysBlockvue_type_template_id_1aaf9ed3_render

/* harmony default export */ var KeysBlock = (KeysBlockvue_type_script_lang_ts);
// CONCATENATED MODULE: ./node_modules/@vue/cli-plugin-babel/node_modules/cache-loader/dist/cjs.js??ref--12-0!./node_modules/@vue/cli-plugin-babel/node_modules/thread-loader/dist/cjs.js!./node_modules/babel-loader/lib!./node_modules/@vue/cli-service/node_modules/vue-loader-v16/dist/templateLoader.js??ref--6!./node_modules/@vue/cli-service/node_modules/cache-loader/dist/cjs.js??ref--0-0!./node_modules/@vue/cli-service/node_modules/vue-loader-v16/dist??ref--0-1!./plugins/OAuth2/vue/src/ClientPage/ClientOverview.vue?vue&type=template&id=71c44e06

var ClientOverviewvue_type_template_id_71c44e06_hoisted_1 = {
  key: 0,
  class: "oauth2-about"
};
var ClientOverviewvue_type_template_id_71c44e06_hoisted_2 = {
  key: 1,
  class: "oauth2-about"
};
var ClientOverviewvue_type_template_id_71c44e06_hoisted_3 = {
  class: "oauth2-facts"
};
function ClientOverviewvue_type_template_id_71c44e06_render(_ctx, _cache, $props, $setup, $data, $options) {
  var _component_ClientWarnings = Object(external_commonjs_vue_commonjs2_vue_root_Vue_["resolveComponent"])("ClientWarnings");

  var _component_CopyField = Object(external_commonjs_vue_commonjs2_vue_root_Vue_["resolveComponent"])("CopyField");

  var _component_StateLabel = Object(external_commonjs_vue_commonjs2_vue_root_Vue_["resolveComponent"])("StateLabel");

  var _component_DateTime = Object(external_commonjs_vue_commonjs2_vue_root_Vue_["resolveComponent"])("DateTime");

  return Object(external_commonjs_vue_commonjs2_vue_root_Vue_["openBlock"])(), Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createElementBlock"])(external_commonjs_vue_commonjs2_vue_root_Vue_["Fragment"], null, [_ctx.client.self_registered ? (Object(external_commonjs_vue_commonjs2_vue_root_Vue_["openBlock"])(), Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createElementBlock"])("p", ClientOverviewvue_type_template_id_71c44e06_hoisted_1, Object(external_commonjs_vue_commonjs2_vue_root_Vue_["toDisplayString"])(_ctx.translate('OAuth2_AssistantSelfRegistered')), 1)) : Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createCommentVNode"])("", true), _ctx.client.description ? (Object(external_commonjs_vue_commonjs2_vue_root_Vue_["openBlock"])(), Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createElementBlock"])("p", ClientOverviewvue_type_template_id_71c44e06_hoisted_2, Object(external_commonjs_vue_commonjs2_vue_root_Vue_["toDisplayString"])(_ctx.client.description), 1)) : Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createCommentVNode"])("", true), Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createVNode"])(_component_ClientWarnings, {
    client: _ctx.client
  }, null, 8, ["client"]), Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createVNode"])(_component_CopyField, {
    name: "oauth2PageId",
    label: _ctx.translate('OAuth2_ConsentClientId'),
    text: _ctx.client.client_id
  }, null, 8, ["label", "text"]), Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createElementVNode"])("dl", ClientOverviewvue_type_template_id_71c44e06_hoisted_3, [(Object(external_commonjs_vue_commonjs2_vue_root_Vue_["openBlock"])(true), Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createElementBlock"])(external_commonjs_vue_commonjs2_vue_root_Vue_["Fragment"], null, Object(external_commonjs_vue_commonjs2_vue_root_Vue_["renderList"])(_ctx.facts, function (fact) {
    return Object(external_commonjs_vue_commonjs2_vue_root_Vue_["openBlock"])(), Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createElementBlock"])("div", {
      key: fact.title
    }, [Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createElementVNode"])("dt", null, Object(external_commonjs_vue_commonjs2_vue_root_Vue_["toDisplayString"])(_ctx.translate(fact.title)), 1), (Object(external_commonjs_vue_commonjs2_vue_root_Vue_["openBlock"])(true), Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createElementBlock"])(external_commonjs_vue_commonjs2_vue_root_Vue_["Fragment"], null, Object(external_commonjs_vue_commonjs2_vue_root_Vue_["renderList"])(fact.values, function (value) {
      return Object(external_commonjs_vue_commonjs2_vue_root_Vue_["openBlock"])(), Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createElementBlock"])("dd", {
        key: value
      }, Object(external_commonjs_vue_commonjs2_vue_root_Vue_["toDisplayString"])(value), 1);
    }), 128))]);
  }), 128)), Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createElementVNode"])("div", null, [Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createElementVNode"])("dt", null, Object(external_commonjs_vue_commonjs2_vue_root_Vue_["toDisplayString"])(_ctx.translate('OAuth2_Status')), 1), Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createElementVNode"])("dd", null, [Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createVNode"])(_component_StateLabel, {
    state: _ctx.client.active ? 'active' : 'paused'
  }, null, 8, ["state"])])]), Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createElementVNode"])("div", null, [Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createElementVNode"])("dt", null, Object(external_commonjs_vue_commonjs2_vue_root_Vue_["toDisplayString"])(_ctx.translate('OAuth2_LastUsed')), 1), Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createElementVNode"])("dd", null, [Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createVNode"])(_component_DateTime, {
    time: _ctx.client.last_used_at,
    none: _ctx.translate('General_Never')
  }, null, 8, ["time", "none"])])]), Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createElementVNode"])("div", null, [Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createElementVNode"])("dt", null, Object(external_commonjs_vue_commonjs2_vue_root_Vue_["toDisplayString"])(_ctx.translate('OAuth2_Created')), 1), Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createElementVNode"])("dd", null, [Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createVNode"])(_component_DateTime, {
    time: _ctx.client.created_at
  }, null, 8, ["time"])])])])], 64);
}
// CONCATENATED MODULE: ./plugins/OAuth2/vue/src/ClientPage/ClientOverview.vue?vue&type=template&id=71c44e06

// CONCATENATED MODULE: ./node_modules/@vue/cli-plugin-typescript/node_modules/cache-loader/dist/cjs.js??ref--14-0!./node_modules/babel-loader/lib!./node_modules/@vue/cli-plugin-typescript/node_modules/ts-loader??ref--14-2!./node_modules/@vue/cli-service/node_modules/cache-loader/dist/cjs.js??ref--0-0!./node_modules/@vue/cli-service/node_modules/vue-loader-v16/dist??ref--0-1!./plugins/OAuth2/vue/src/ClientPage/ClientOverview.vue?vue&type=script&lang=ts







/** What a client is, at a glance. */

/* harmony default export */ var ClientOverviewvue_type_script_lang_ts = (Object(external_commonjs_vue_commonjs2_vue_root_Vue_["defineComponent"])({
  components: {
    ClientWarnings: ClientWarnings,
    CopyField: CopyField,
    DateTime: DateTime,
    StateLabel: StateLabel
  },
  props: {
    client: {
      type: Object,
      required: true
    }
  },
  computed: {
    actsByItself: function actsByItself() {
      var _this = this;

      return grantTypes().some(function (grant) {
        return grant.actsByItself && _this.client.grant_types.includes(grant.name);
      });
    },
    facts: function facts() {
      var client = this.client;
      var type = client.type === 'public' ? 'OAuth2_TypePublic' : 'OAuth2_TypeConfidential';
      var facts = [{
        title: 'OAuth2_Type',
        values: [Object(external_CoreHome_["translate"])(type)]
      }, {
        title: 'OAuth2_Owner',
        values: [client.owner_login || Object(external_CoreHome_["translate"])('OAuth2_Nobody')]
      }, {
        title: 'OAuth2_GrantTypes',
        values: client.grant_types.map(grantTitle)
      }, {
        title: 'OAuth2_Scopes',
        values: client.scopes.map(function (scope) {
          return "".concat(scope, " \u2013 ").concat(scopeTitle(scope));
        })
      }, {
        title: 'OAuth2_RedirectUriList',
        values: client.redirect_uris
      }];

      if (this.actsByItself) {
        facts.splice(2, 0, {
          title: 'OAuth2_ActsAs',
          values: [client.acts_as || Object(external_CoreHome_["translate"])('OAuth2_Nobody')]
        });
      }

      return facts.filter(function (_ref) {
        var values = _ref.values;
        return values.length;
      });
    }
  }
}));
// CONCATENATED MODULE: ./plugins/OAuth2/vue/src/ClientPage/ClientOverview.vue?vue&type=script&lang=ts
 
// CONCATENATED MODULE: ./plugins/OAuth2/vue/src/ClientPage/ClientOverview.vue



ClientOverviewvue_type_script_lang_ts.render = ClientOverviewvue_type_template_id_71c44e06_render

/* harmony default export */ var ClientOverview = (ClientOverviewvue_type_script_lang_ts);
// CONCATENATED MODULE: ./node_modules/@vue/cli-plugin-babel/node_modules/cache-loader/dist/cjs.js??ref--12-0!./node_modules/@vue/cli-plugin-babel/node_modules/thread-loader/dist/cjs.js!./node_modules/babel-loader/lib!./node_modules/@vue/cli-service/node_modules/vue-loader-v16/dist/templateLoader.js??ref--6!./node_modules/@vue/cli-service/node_modules/cache-loader/dist/cjs.js??ref--0-0!./node_modules/@vue/cli-service/node_modules/vue-loader-v16/dist??ref--0-1!./plugins/OAuth2/vue/src/ClientPage/OwnerBlock.vue?vue&type=template&id=1929abde

var OwnerBlockvue_type_template_id_1929abde_hoisted_1 = ["aria-disabled"];
function OwnerBlockvue_type_template_id_1929abde_render(_ctx, _cache, $props, $setup, $data, $options) {
  var _component_ContentBlock = Object(external_commonjs_vue_commonjs2_vue_root_Vue_["resolveComponent"])("ContentBlock");

  return Object(external_commonjs_vue_commonjs2_vue_root_Vue_["openBlock"])(), Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createBlock"])(_component_ContentBlock, {
    "content-title": _ctx.translate('OAuth2_Owner')
  }, {
    default: Object(external_commonjs_vue_commonjs2_vue_root_Vue_["withCtx"])(function () {
      return [Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createElementVNode"])("p", null, [Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createElementVNode"])("strong", null, Object(external_commonjs_vue_commonjs2_vue_root_Vue_["toDisplayString"])(_ctx.client.owner_login || _ctx.translate('OAuth2_Nobody')), 1)]), Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createElementVNode"])("p", null, Object(external_commonjs_vue_commonjs2_vue_root_Vue_["toDisplayString"])(_ctx.translate('OAuth2_OwnerHelp')), 1), Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createElementVNode"])("button", {
        type: "button",
        class: "btn btn-outline",
        "aria-disabled": _ctx.busy,
        onClick: _cache[0] || (_cache[0] = function ($event) {
          return _ctx.transfer();
        })
      }, Object(external_commonjs_vue_commonjs2_vue_root_Vue_["toDisplayString"])(_ctx.translate('OAuth2_TransferOwner')), 9, OwnerBlockvue_type_template_id_1929abde_hoisted_1)];
    }),
    _: 1
  }, 8, ["content-title"]);
}
// CONCATENATED MODULE: ./plugins/OAuth2/vue/src/ClientPage/OwnerBlock.vue?vue&type=template&id=1929abde

// CONCATENATED MODULE: ./node_modules/@vue/cli-plugin-typescript/node_modules/cache-loader/dist/cjs.js??ref--14-0!./node_modules/babel-loader/lib!./node_modules/@vue/cli-plugin-typescript/node_modules/ts-loader??ref--14-2!./node_modules/@vue/cli-service/node_modules/cache-loader/dist/cjs.js??ref--0-0!./node_modules/@vue/cli-service/node_modules/vue-loader-v16/dist??ref--0-1!./plugins/OAuth2/vue/src/ClientPage/OwnerBlock.vue?vue&type=script&lang=ts






/** The owner of a client, and how to replace him. */

/* harmony default export */ var OwnerBlockvue_type_script_lang_ts = (Object(external_commonjs_vue_commonjs2_vue_root_Vue_["defineComponent"])({
  components: {
    ContentBlock: external_CoreHome_["ContentBlock"]
  },
  props: {
    client: {
      type: Object,
      required: true
    },

    /** Loads the client anew after a change. */
    refresh: {
      type: Function,
      required: true
    }
  },
  computed: {
    busy: function busy() {
      return PasswordPrompt_store.state.isBusy;
    }
  },
  methods: {
    transfer: function transfer() {
      var client = this.client,
          refresh = this.refresh;
      var question = {
        title: Object(external_CoreHome_["translate"])('OAuth2_TransferOwnerQuestion', client.name),
        text: Object(external_CoreHome_["translate"])('OAuth2_OwnerHelp'),
        effects: [Object(external_CoreHome_["translate"])('OAuth2_EffectsNone')],
        fields: [{
          name: 'owner',
          title: Object(external_CoreHome_["translate"])('OAuth2_NewOwner'),
          value: ''
        }]
      };
      return makeChange(function () {
        return PasswordPrompt_store.confirm(question, function (passwordConfirmation, _ref) {
          var owner = _ref.owner;
          return call('OAuth2.setClientOwner', {
            clientId: client.client_id,
            ownerLogin: owner.trim(),
            passwordConfirmation: passwordConfirmation
          });
        });
      }, refresh, function (answer) {
        return notify('success', Object(external_CoreHome_["translate"])('OAuth2_OwnerTransferred', client.name, answer.client.owner_login));
      });
    }
  }
}));
// CONCATENATED MODULE: ./plugins/OAuth2/vue/src/ClientPage/OwnerBlock.vue?vue&type=script&lang=ts
 
// CONCATENATED MODULE: ./plugins/OAuth2/vue/src/ClientPage/OwnerBlock.vue



OwnerBlockvue_type_script_lang_ts.render = OwnerBlockvue_type_template_id_1929abde_render

/* harmony default export */ var OwnerBlock = (OwnerBlockvue_type_script_lang_ts);
// CONCATENATED MODULE: ./node_modules/@vue/cli-plugin-babel/node_modules/cache-loader/dist/cjs.js??ref--12-0!./node_modules/@vue/cli-plugin-babel/node_modules/thread-loader/dist/cjs.js!./node_modules/babel-loader/lib!./node_modules/@vue/cli-service/node_modules/vue-loader-v16/dist/templateLoader.js??ref--6!./node_modules/@vue/cli-service/node_modules/cache-loader/dist/cjs.js??ref--0-0!./node_modules/@vue/cli-service/node_modules/vue-loader-v16/dist??ref--0-1!./plugins/OAuth2/vue/src/ClientPage/SecretBlock.vue?vue&type=template&id=0b732c1f

var SecretBlockvue_type_template_id_0b732c1f_hoisted_1 = {
  role: "cell",
  class: "oauth2-first"
};
var SecretBlockvue_type_template_id_0b732c1f_hoisted_2 = {
  class: "oauth2-id",
  "aria-hidden": "true"
};
var SecretBlockvue_type_template_id_0b732c1f_hoisted_3 = {
  class: "oauth2-unseen"
};
var SecretBlockvue_type_template_id_0b732c1f_hoisted_4 = {
  class: "oauth2-description"
};
var SecretBlockvue_type_template_id_0b732c1f_hoisted_5 = ["data-label"];
var SecretBlockvue_type_template_id_0b732c1f_hoisted_6 = ["data-label"];
var SecretBlockvue_type_template_id_0b732c1f_hoisted_7 = ["data-label"];
var SecretBlockvue_type_template_id_0b732c1f_hoisted_8 = {
  role: "cell",
  class: "oauth2-actions"
};
var SecretBlockvue_type_template_id_0b732c1f_hoisted_9 = ["aria-disabled"];
var SecretBlockvue_type_template_id_0b732c1f_hoisted_10 = ["aria-disabled"];
function SecretBlockvue_type_template_id_0b732c1f_render(_ctx, _cache, $props, $setup, $data, $options) {
  var _component_DateTime = Object(external_commonjs_vue_commonjs2_vue_root_Vue_["resolveComponent"])("DateTime");

  var _component_RecordTable = Object(external_commonjs_vue_commonjs2_vue_root_Vue_["resolveComponent"])("RecordTable");

  var _component_ContentBlock = Object(external_commonjs_vue_commonjs2_vue_root_Vue_["resolveComponent"])("ContentBlock");

  return Object(external_commonjs_vue_commonjs2_vue_root_Vue_["openBlock"])(), Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createBlock"])(_component_ContentBlock, {
    "content-title": _ctx.translate('OAuth2_ClientSecret')
  }, {
    default: Object(external_commonjs_vue_commonjs2_vue_root_Vue_["withCtx"])(function () {
      return [Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createElementVNode"])("p", null, Object(external_commonjs_vue_commonjs2_vue_root_Vue_["toDisplayString"])(_ctx.translate('OAuth2_SecretMasked')), 1), Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createVNode"])(_component_RecordTable, {
        caption: _ctx.translate('OAuth2_ClientSecret'),
        columns: ['OAuth2_ClientSecret', 'OAuth2_Created', 'OAuth2_LastUsed', 'OAuth2_Expires', 'General_Actions'],
        records: _ctx.secrets,
        by: "name",
        none: ""
      }, {
        default: Object(external_commonjs_vue_commonjs2_vue_root_Vue_["withCtx"])(function (_ref) {
          var secret = _ref.record;
          return [Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createElementVNode"])("td", SecretBlockvue_type_template_id_0b732c1f_hoisted_1, [Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createElementVNode"])("code", SecretBlockvue_type_template_id_0b732c1f_hoisted_2, "••••••••••••" + Object(external_commonjs_vue_commonjs2_vue_root_Vue_["toDisplayString"])(secret.hint), 1), Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createElementVNode"])("span", SecretBlockvue_type_template_id_0b732c1f_hoisted_3, Object(external_commonjs_vue_commonjs2_vue_root_Vue_["toDisplayString"])(_ctx.translate('OAuth2_SecretEndsWith', secret.hint)), 1), Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createElementVNode"])("span", SecretBlockvue_type_template_id_0b732c1f_hoisted_4, Object(external_commonjs_vue_commonjs2_vue_root_Vue_["toDisplayString"])(secret.title), 1)]), Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createElementVNode"])("td", {
            role: "cell",
            "data-label": _ctx.translate('OAuth2_Created')
          }, [Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createVNode"])(_component_DateTime, {
            time: secret.created,
            none: _ctx.translate('OAuth2_SecretAgeUnknown')
          }, null, 8, ["time", "none"])], 8, SecretBlockvue_type_template_id_0b732c1f_hoisted_5), Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createElementVNode"])("td", {
            role: "cell",
            "data-label": _ctx.translate('OAuth2_LastUsed')
          }, [Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createVNode"])(_component_DateTime, {
            time: secret.used,
            none: _ctx.translate('General_Never')
          }, null, 8, ["time", "none"])], 8, SecretBlockvue_type_template_id_0b732c1f_hoisted_6), Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createElementVNode"])("td", {
            role: "cell",
            "data-label": _ctx.translate('OAuth2_Expires')
          }, [Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createVNode"])(_component_DateTime, {
            time: secret.until,
            none: _ctx.translate('General_Never')
          }, null, 8, ["time", "none"])], 8, SecretBlockvue_type_template_id_0b732c1f_hoisted_7), Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createElementVNode"])("td", SecretBlockvue_type_template_id_0b732c1f_hoisted_8, [secret.until ? (Object(external_commonjs_vue_commonjs2_vue_root_Vue_["openBlock"])(), Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createElementBlock"])("button", {
            key: 0,
            type: "button",
            class: "btn btn-small btn-outline",
            "aria-disabled": _ctx.busy,
            onClick: _cache[0] || (_cache[0] = function ($event) {
              return _ctx.endOld();
            })
          }, Object(external_commonjs_vue_commonjs2_vue_root_Vue_["toDisplayString"])(_ctx.translate('OAuth2_EndOldSecret')), 9, SecretBlockvue_type_template_id_0b732c1f_hoisted_9)) : Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createCommentVNode"])("", true)])];
        }),
        _: 1
      }, 8, ["caption", "records"]), _ctx.client.secret_hint ? (Object(external_commonjs_vue_commonjs2_vue_root_Vue_["openBlock"])(), Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createElementBlock"])("button", {
        key: 0,
        type: "button",
        class: "btn btn-outline",
        "aria-disabled": _ctx.busy,
        onClick: _cache[1] || (_cache[1] = function ($event) {
          return _ctx.rotate();
        })
      }, Object(external_commonjs_vue_commonjs2_vue_root_Vue_["toDisplayString"])(_ctx.translate('OAuth2_RotateSecret')), 9, SecretBlockvue_type_template_id_0b732c1f_hoisted_10)) : Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createCommentVNode"])("", true)];
    }),
    _: 1
  }, 8, ["content-title"]);
}
// CONCATENATED MODULE: ./plugins/OAuth2/vue/src/ClientPage/SecretBlock.vue?vue&type=template&id=0b732c1f

// CONCATENATED MODULE: ./node_modules/@vue/cli-plugin-typescript/node_modules/cache-loader/dist/cjs.js??ref--14-0!./node_modules/babel-loader/lib!./node_modules/@vue/cli-plugin-typescript/node_modules/ts-loader??ref--14-2!./node_modules/@vue/cli-service/node_modules/cache-loader/dist/cjs.js??ref--0-0!./node_modules/@vue/cli-service/node_modules/vue-loader-v16/dist??ref--0-1!./plugins/OAuth2/vue/src/ClientPage/SecretBlock.vue?vue&type=script&lang=ts
function SecretBlockvue_type_script_lang_ts_slicedToArray(arr, i) { return SecretBlockvue_type_script_lang_ts_arrayWithHoles(arr) || SecretBlockvue_type_script_lang_ts_iterableToArrayLimit(arr, i) || SecretBlockvue_type_script_lang_ts_unsupportedIterableToArray(arr, i) || SecretBlockvue_type_script_lang_ts_nonIterableRest(); }

function SecretBlockvue_type_script_lang_ts_nonIterableRest() { throw new TypeError("Invalid attempt to destructure non-iterable instance.\nIn order to be iterable, non-array objects must have a [Symbol.iterator]() method."); }

function SecretBlockvue_type_script_lang_ts_unsupportedIterableToArray(o, minLen) { if (!o) return; if (typeof o === "string") return SecretBlockvue_type_script_lang_ts_arrayLikeToArray(o, minLen); var n = Object.prototype.toString.call(o).slice(8, -1); if (n === "Object" && o.constructor) n = o.constructor.name; if (n === "Map" || n === "Set") return Array.from(o); if (n === "Arguments" || /^(?:Ui|I)nt(?:8|16|32)(?:Clamped)?Array$/.test(n)) return SecretBlockvue_type_script_lang_ts_arrayLikeToArray(o, minLen); }

function SecretBlockvue_type_script_lang_ts_arrayLikeToArray(arr, len) { if (len == null || len > arr.length) len = arr.length; for (var i = 0, arr2 = new Array(len); i < len; i++) { arr2[i] = arr[i]; } return arr2; }

function SecretBlockvue_type_script_lang_ts_iterableToArrayLimit(arr, i) { var _i = arr == null ? null : typeof Symbol !== "undefined" && arr[Symbol.iterator] || arr["@@iterator"]; if (_i == null) return; var _arr = []; var _n = true; var _d = false; var _s, _e; try { for (_i = _i.call(arr); !(_n = (_s = _i.next()).done); _n = true) { _arr.push(_s.value); if (i && _arr.length === i) break; } } catch (err) { _d = true; _e = err; } finally { try { if (!_n && _i["return"] != null) _i["return"](); } finally { if (_d) throw _e; } } return _arr; }

function SecretBlockvue_type_script_lang_ts_arrayWithHoles(arr) { if (Array.isArray(arr)) return arr; }













/** The present secret of a confidential client, masked, and the one before, while it works. */

/* harmony default export */ var SecretBlockvue_type_script_lang_ts = (Object(external_commonjs_vue_commonjs2_vue_root_Vue_["defineComponent"])({
  components: {
    ContentBlock: external_CoreHome_["ContentBlock"],
    DateTime: DateTime,
    RecordTable: RecordTable
  },
  props: {
    client: {
      type: Object,
      required: true
    },

    /** Loads the client anew after a change. */
    refresh: {
      type: Function,
      required: true
    }
  },
  computed: {
    busy: function busy() {
      return PasswordPrompt_store.state.isBusy;
    },
    secrets: function secrets() {
      var client = this.client;
      var secrets = [];

      if (client.secret_hint) {
        secrets.push({
          name: 'present',
          title: Object(external_CoreHome_["translate"])('OAuth2_SecretPresent'),
          hint: client.secret_hint,
          created: client.secret_created_at,
          used: client.secret_used_at,
          until: null
        });
      }

      if (client.old_secret_until) {
        secrets.push({
          name: 'old',
          title: Object(external_CoreHome_["translate"])('OAuth2_SecretPrevious'),
          hint: client.old_secret_hint || '',
          created: client.old_secret_created_at,
          used: client.old_secret_used_at,
          until: client.old_secret_until
        });
      }

      return secrets;
    }
  },
  methods: {
    rotate: function rotate() {
      var _this = this;

      var client = this.client,
          refresh = this.refresh;
      return makeChange(function () {
        return orRecover(client.client_id, function () {
          return _this.askAndRotate();
        });
      }, refresh, function (answer) {
        return showSecret({
          client: client,
          secret: answer.secret
        }, 'rotated', answer.old_secret_until);
      });
    },
    askAndRotate: async function askAndRotate() {
      var _this$client = this.client,
          clientId = _this$client.client_id,
          name = _this$client.name;

      var _oldSecretTimes = oldSecretTimes(),
          _oldSecretTimes2 = SecretBlockvue_type_script_lang_ts_slicedToArray(_oldSecretTimes, 1),
          atOnce = _oldSecretTimes2[0];

      return PasswordPrompt_store.confirm({
        title: Object(external_CoreHome_["translate"])('OAuth2_RotateSecretQuestion', name),
        text: Object(external_CoreHome_["translate"])('OAuth2_RotateSecretMeaning'),
        effects: this.client.old_secret_until ? [Object(external_CoreHome_["translate"])('OAuth2_OldSecretEndsNow', this.client.old_secret_hint || '')] : [],
        fields: [await secretFields_leakedField(clientId, Object(external_CoreHome_["translate"])('OAuth2_SecretLeaked'), Object(external_CoreHome_["translate"])('OAuth2_SecretLeakedNo'), Object(external_CoreHome_["translate"])('OAuth2_SecretLeakedYes')), oldSecretField()]
      }, function (passwordConfirmation, _ref) {
        var leaked = _ref.leaked,
            oldSecret = _ref.oldSecret;
        return call('OAuth2.rotateSecret', {
          clientId: clientId,
          passwordConfirmation: passwordConfirmation,
          oldSecret: leaked === '1' ? atOnce.name : oldSecret,
          leaked: leaked
        });
      });
    },
    endOld: function endOld() {
      var client = this.client,
          refresh = this.refresh;
      var question = {
        title: Object(external_CoreHome_["translate"])('OAuth2_EndOldSecretQuestion', client.name),
        text: Object(external_CoreHome_["translate"])('OAuth2_EndOldSecretMeaning'),
        effects: [client.old_secret_used_at ? Object(external_CoreHome_["translate"])('OAuth2_OldSecretLastUsed', formatTime(client.old_secret_used_at)) : Object(external_CoreHome_["translate"])('OAuth2_OldSecretNeverUsed'), Object(external_CoreHome_["translate"])('OAuth2_EffectsNone')]
      };
      return makeChange(function () {
        return PasswordPrompt_store.confirm(question, function (passwordConfirmation) {
          return call('OAuth2.endOldSecret', {
            clientId: client.client_id,
            passwordConfirmation: passwordConfirmation
          });
        });
      }, refresh, function () {
        return notify('success', Object(external_CoreHome_["translate"])('OAuth2_SecretOldEnded'));
      });
    }
  }
}));
// CONCATENATED MODULE: ./plugins/OAuth2/vue/src/ClientPage/SecretBlock.vue?vue&type=script&lang=ts
 
// CONCATENATED MODULE: ./plugins/OAuth2/vue/src/ClientPage/SecretBlock.vue



SecretBlockvue_type_script_lang_ts.render = SecretBlockvue_type_template_id_0b732c1f_render

/* harmony default export */ var SecretBlock = (SecretBlockvue_type_script_lang_ts);
// CONCATENATED MODULE: ./plugins/OAuth2/vue/src/clientActions.ts
function clientActions_toConsumableArray(arr) { return clientActions_arrayWithoutHoles(arr) || clientActions_iterableToArray(arr) || clientActions_unsupportedIterableToArray(arr) || clientActions_nonIterableSpread(); }

function clientActions_nonIterableSpread() { throw new TypeError("Invalid attempt to spread non-iterable instance.\nIn order to be iterable, non-array objects must have a [Symbol.iterator]() method."); }

function clientActions_unsupportedIterableToArray(o, minLen) { if (!o) return; if (typeof o === "string") return clientActions_arrayLikeToArray(o, minLen); var n = Object.prototype.toString.call(o).slice(8, -1); if (n === "Object" && o.constructor) n = o.constructor.name; if (n === "Map" || n === "Set") return Array.from(o); if (n === "Arguments" || /^(?:Ui|I)nt(?:8|16|32)(?:Clamped)?Array$/.test(n)) return clientActions_arrayLikeToArray(o, minLen); }

function clientActions_iterableToArray(iter) { if (typeof Symbol !== "undefined" && iter[Symbol.iterator] != null || iter["@@iterator"] != null) return Array.from(iter); }

function clientActions_arrayWithoutHoles(arr) { if (Array.isArray(arr)) return clientActions_arrayLikeToArray(arr); }

function clientActions_arrayLikeToArray(arr, len) { if (len == null || len > arr.length) len = arr.length; for (var i = 0, arr2 = new Array(len); i < len; i++) { arr2[i] = arr[i]; } return arr2; }

/*!
 * SPDX-License-Identifier: GPL-3.0-or-later
 */







function effectsOf(_ref) {
  var clientId = _ref.client_id;
  return call('OAuth2.getClientEffects', {
    clientId: clientId
  });
}
/** Stopping a client needs no password, so that nothing delays it, not even unknown numbers. */


async function pause(client, refresh) {
  var clientId = client.client_id,
      name = client.name;
  await makeChange(async function () {
    var effects = await effectsOf(client).then(stopTexts, function () {
      return [];
    });
    var question = [Object(external_CoreHome_["translate"])('OAuth2_PauseQuestion', name), Object(external_CoreHome_["translate"])('OAuth2_PauseMeaning')].concat(clientActions_toConsumableArray(effects)).join('\n\n'); // eslint-disable-next-line no-alert

    return window.confirm(question) ? call('OAuth2.setClientActive', {
      clientId: clientId,
      active: '0'
    }) : undefined;
  }, refresh, function () {
    return notify('success', Object(external_CoreHome_["translate"])('OAuth2_Paused', name));
  });
}
async function resume(client, refresh) {
  var clientId = client.client_id,
      name = client.name;
  await makeChange(async function () {
    return PasswordPrompt_store.confirm({
      title: Object(external_CoreHome_["translate"])('OAuth2_ResumeQuestion', name),
      text: Object(external_CoreHome_["translate"])('OAuth2_ResumeMeaning'),
      effects: resumeTexts(await effectsOf(client))
    }, function (passwordConfirmation) {
      return call('OAuth2.setClientActive', {
        clientId: clientId,
        active: '1',
        passwordConfirmation: passwordConfirmation
      });
    });
  }, refresh, function () {
    return notify('success', Object(external_CoreHome_["translate"])('OAuth2_Resumed', name));
  });
}
/** Deletes a client; `leave` shows something else then. */

async function clientActions_remove(client, leave, refresh) {
  var clientId = client.client_id,
      name = client.name;
  var isGone = false;
  await makeChange(async function () {
    var answer = await PasswordPrompt_store.confirm({
      title: Object(external_CoreHome_["translate"])('OAuth2_DeleteQuestion', name),
      text: Object(external_CoreHome_["translate"])('OAuth2_DeleteMeaning'),
      effects: effectTexts(await effectsOf(client))
    }, function (passwordConfirmation) {
      return call('OAuth2.deleteClient', {
        clientId: clientId,
        passwordConfirmation: passwordConfirmation
      });
    });
    isGone = answer !== undefined;
    return answer;
  }, function () {
    return isGone ? leave() : refresh();
  }, function () {
    return notify('success', Object(external_CoreHome_["translate"])('OAuth2_Deleted', name));
  });
}
// CONCATENATED MODULE: ./node_modules/@vue/cli-plugin-typescript/node_modules/cache-loader/dist/cjs.js??ref--14-0!./node_modules/babel-loader/lib!./node_modules/@vue/cli-plugin-typescript/node_modules/ts-loader??ref--14-2!./node_modules/@vue/cli-service/node_modules/cache-loader/dist/cjs.js??ref--0-0!./node_modules/@vue/cli-service/node_modules/vue-loader-v16/dist??ref--0-1!./plugins/OAuth2/vue/src/ClientPage/ClientPage.vue?vue&type=script&lang=ts
















/** All about one client: what it is, its secrets and authorizations, and what happened to it. */

/* harmony default export */ var ClientPagevue_type_script_lang_ts = (Object(external_commonjs_vue_commonjs2_vue_root_Vue_["defineComponent"])({
  components: {
    BackLink: BackLink,
    ClientAuthorizations: ClientAuthorizations,
    ClientLog: ClientLog,
    ClientOverview: ClientOverview,
    ClientTrial: ClientTrial,
    ContentBlock: external_CoreHome_["ContentBlock"],
    KeysBlock: KeysBlock,
    LoadedBlock: LoadedBlock,
    OwnerBlock: OwnerBlock,
    SecretBlock: SecretBlock
  },
  props: {
    clientId: {
      type: String,
      required: true
    }
  },
  data: function data() {
    return {
      client: null
    };
  },
  computed: {
    /** The name; Matomo's blocks decode HTML entities in their titles. */
    title: function title() {
      return this.client ? external_CoreHome_["Matomo"].helper.htmlEntities(this.client.name) : Object(external_CoreHome_["translate"])('OAuth2_Client');
    },
    isTestable: function isTestable() {
      return !!this.client && testedGrants(this.client).length > 0;
    },
    busy: function busy() {
      return PasswordPrompt_store.state.isBusy;
    }
  },
  methods: {
    link: routes_link,
    load: async function load() {
      this.client = await call('OAuth2.getClient', {
        clientId: this.clientId
      });
    },

    /** Loads all blocks again: a change of the client may end authorizations, and is in the log. */
    refresh: async function refresh() {
      var _this = this;

      var blocks = ['block', 'authorizations', 'log'];
      await Promise.all(blocks.map(function (name) {
        var _this$$refs$name;

        return (_this$$refs$name = _this.$refs[name]) === null || _this$$refs$name === void 0 ? void 0 : _this$$refs$name.refresh();
      }));
    },
    refreshLog: function refreshLog() {
      return this.$refs.log.refresh();
    },
    setActive: function setActive() {
      var client = this.client;
      return (client.active ? pause : resume)(client, this.refresh);
    },
    remove: function remove() {
      return clientActions_remove(this.client, async function () {
        return go('clients');
      }, this.refresh);
    }
  }
}));
// CONCATENATED MODULE: ./plugins/OAuth2/vue/src/ClientPage/ClientPage.vue?vue&type=script&lang=ts
 
// CONCATENATED MODULE: ./plugins/OAuth2/vue/src/ClientPage/ClientPage.vue



ClientPagevue_type_script_lang_ts.render = ClientPagevue_type_template_id_a1379cc8_render

/* harmony default export */ var ClientPage = (ClientPagevue_type_script_lang_ts);
// CONCATENATED MODULE: ./node_modules/@vue/cli-plugin-babel/node_modules/cache-loader/dist/cjs.js??ref--12-0!./node_modules/@vue/cli-plugin-babel/node_modules/thread-loader/dist/cjs.js!./node_modules/babel-loader/lib!./node_modules/@vue/cli-service/node_modules/vue-loader-v16/dist/templateLoader.js??ref--6!./node_modules/@vue/cli-service/node_modules/cache-loader/dist/cjs.js??ref--0-0!./node_modules/@vue/cli-service/node_modules/vue-loader-v16/dist??ref--0-1!./plugins/OAuth2/vue/src/ClientList/ClientList.vue?vue&type=template&id=77b59e39

var ClientListvue_type_template_id_77b59e39_hoisted_1 = ["href"];

var ClientListvue_type_template_id_77b59e39_hoisted_2 = /*#__PURE__*/Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createElementVNode"])("span", {
  class: "icon-add",
  "aria-hidden": "true"
}, null, -1);

var ClientListvue_type_template_id_77b59e39_hoisted_3 = {
  role: "status"
};
var ClientListvue_type_template_id_77b59e39_hoisted_4 = {
  key: 0,
  class: "oauth2-empty"
};
var ClientListvue_type_template_id_77b59e39_hoisted_5 = ["href"];
var ClientListvue_type_template_id_77b59e39_hoisted_6 = {
  role: "cell",
  class: "oauth2-first"
};
var ClientListvue_type_template_id_77b59e39_hoisted_7 = ["href"];
var ClientListvue_type_template_id_77b59e39_hoisted_8 = {
  class: "oauth2-id"
};
var ClientListvue_type_template_id_77b59e39_hoisted_9 = {
  key: 0,
  class: "oauth2-description"
};
var ClientListvue_type_template_id_77b59e39_hoisted_10 = {
  key: 1,
  class: "oauth2-description"
};
var ClientListvue_type_template_id_77b59e39_hoisted_11 = ["data-label"];
var ClientListvue_type_template_id_77b59e39_hoisted_12 = ["data-label"];
var ClientListvue_type_template_id_77b59e39_hoisted_13 = ["data-label"];
var ClientListvue_type_template_id_77b59e39_hoisted_14 = ["title"];
var _hoisted_15 = ["data-label"];
var _hoisted_16 = ["data-label"];
var _hoisted_17 = ["data-label"];
var _hoisted_18 = {
  role: "cell",
  class: "oauth2-actions"
};
var _hoisted_19 = ["href", "title", "aria-label"];

var _hoisted_20 = /*#__PURE__*/Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createElementVNode"])("span", {
  class: "icon-edit",
  "aria-hidden": "true"
}, null, -1);

var _hoisted_21 = [_hoisted_20];
var _hoisted_22 = ["href", "title", "aria-label"];

var _hoisted_23 = /*#__PURE__*/Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createElementVNode"])("span", {
  class: "icon-users",
  "aria-hidden": "true"
}, null, -1);

var _hoisted_24 = [_hoisted_23];
var _hoisted_25 = ["disabled", "title", "aria-label", "onClick"];
var _hoisted_26 = ["disabled", "title", "aria-label", "onClick"];

var _hoisted_27 = /*#__PURE__*/Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createElementVNode"])("span", {
  class: "icon-delete",
  "aria-hidden": "true"
}, null, -1);

var _hoisted_28 = [_hoisted_27];
function ClientListvue_type_template_id_77b59e39_render(_ctx, _cache, $props, $setup, $data, $options) {
  var _component_WaysIn = Object(external_commonjs_vue_commonjs2_vue_root_Vue_["resolveComponent"])("WaysIn");

  var _component_ListFilters = Object(external_commonjs_vue_commonjs2_vue_root_Vue_["resolveComponent"])("ListFilters");

  var _component_ClientWarnings = Object(external_commonjs_vue_commonjs2_vue_root_Vue_["resolveComponent"])("ClientWarnings");

  var _component_DateTime = Object(external_commonjs_vue_commonjs2_vue_root_Vue_["resolveComponent"])("DateTime");

  var _component_StateLabel = Object(external_commonjs_vue_commonjs2_vue_root_Vue_["resolveComponent"])("StateLabel");

  var _component_RecordTable = Object(external_commonjs_vue_commonjs2_vue_root_Vue_["resolveComponent"])("RecordTable");

  var _component_ListPager = Object(external_commonjs_vue_commonjs2_vue_root_Vue_["resolveComponent"])("ListPager");

  var _component_LoadedBlock = Object(external_commonjs_vue_commonjs2_vue_root_Vue_["resolveComponent"])("LoadedBlock");

  return Object(external_commonjs_vue_commonjs2_vue_root_Vue_["openBlock"])(), Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createBlock"])(_component_LoadedBlock, {
    ref: "block",
    "content-title": _ctx.translate('OAuth2_Clients'),
    load: _ctx.load
  }, {
    intro: Object(external_commonjs_vue_commonjs2_vue_root_Vue_["withCtx"])(function () {
      return [Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createElementVNode"])("p", null, Object(external_commonjs_vue_commonjs2_vue_root_Vue_["toDisplayString"])(_ctx.translate('OAuth2_ClientsIntro')), 1), Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createElementVNode"])("p", null, [Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createElementVNode"])("a", {
        href: _ctx.link('create'),
        class: "btn oauth2-create"
      }, [ClientListvue_type_template_id_77b59e39_hoisted_2, Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createTextVNode"])(" " + Object(external_commonjs_vue_commonjs2_vue_root_Vue_["toDisplayString"])(_ctx.translate('OAuth2_CreateClient')), 1)], 8, ClientListvue_type_template_id_77b59e39_hoisted_1)])];
    }),
    default: Object(external_commonjs_vue_commonjs2_vue_root_Vue_["withCtx"])(function () {
      return [!_ctx.total && !_ctx.filtered ? (Object(external_commonjs_vue_commonjs2_vue_root_Vue_["openBlock"])(), Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createBlock"])(_component_WaysIn, {
        key: 0
      })) : (Object(external_commonjs_vue_commonjs2_vue_root_Vue_["openBlock"])(), Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createBlock"])(_component_ListFilters, {
        key: 1
      })), Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createElementVNode"])("div", ClientListvue_type_template_id_77b59e39_hoisted_3, [!_ctx.total && _ctx.filtered ? (Object(external_commonjs_vue_commonjs2_vue_root_Vue_["openBlock"])(), Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createElementBlock"])("p", ClientListvue_type_template_id_77b59e39_hoisted_4, [Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createTextVNode"])(Object(external_commonjs_vue_commonjs2_vue_root_Vue_["toDisplayString"])(_ctx.translate('OAuth2_NoMatches')) + " ", 1), Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createElementVNode"])("a", {
        href: _ctx.link('clients')
      }, Object(external_commonjs_vue_commonjs2_vue_root_Vue_["toDisplayString"])(_ctx.translate('OAuth2_ShowAll')), 9, ClientListvue_type_template_id_77b59e39_hoisted_5)])) : Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createCommentVNode"])("", true)]), _ctx.total ? (Object(external_commonjs_vue_commonjs2_vue_root_Vue_["openBlock"])(), Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createBlock"])(_component_RecordTable, {
        key: 2,
        class: "oauth2-compact",
        caption: _ctx.translate('OAuth2_Clients'),
        columns: ['OAuth2_Name', 'OAuth2_Type', 'OAuth2_GrantTypes', 'OAuth2_Scopes', 'OAuth2_Owner', 'OAuth2_LastUsed', 'OAuth2_Status', 'General_Actions'],
        records: _ctx.clients,
        by: "client_id",
        none: ""
      }, {
        default: Object(external_commonjs_vue_commonjs2_vue_root_Vue_["withCtx"])(function (_ref) {
          var client = _ref.record;
          return [Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createElementVNode"])("td", ClientListvue_type_template_id_77b59e39_hoisted_6, [Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createElementVNode"])("a", {
            href: _ctx.link('client', client.client_id),
            class: "oauth2-name"
          }, Object(external_commonjs_vue_commonjs2_vue_root_Vue_["toDisplayString"])(client.name), 9, ClientListvue_type_template_id_77b59e39_hoisted_7), Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createElementVNode"])("code", ClientListvue_type_template_id_77b59e39_hoisted_8, Object(external_commonjs_vue_commonjs2_vue_root_Vue_["toDisplayString"])(client.client_id), 1), client.self_registered ? (Object(external_commonjs_vue_commonjs2_vue_root_Vue_["openBlock"])(), Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createElementBlock"])("span", ClientListvue_type_template_id_77b59e39_hoisted_9, Object(external_commonjs_vue_commonjs2_vue_root_Vue_["toDisplayString"])(_ctx.translate('OAuth2_AssistantSelfRegistered')), 1)) : Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createCommentVNode"])("", true), client.description ? (Object(external_commonjs_vue_commonjs2_vue_root_Vue_["openBlock"])(), Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createElementBlock"])("span", ClientListvue_type_template_id_77b59e39_hoisted_10, Object(external_commonjs_vue_commonjs2_vue_root_Vue_["toDisplayString"])(client.description), 1)) : Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createCommentVNode"])("", true), Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createVNode"])(_component_ClientWarnings, {
            client: client
          }, null, 8, ["client"])]), Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createElementVNode"])("td", {
            role: "cell",
            "data-label": _ctx.translate('OAuth2_Type')
          }, Object(external_commonjs_vue_commonjs2_vue_root_Vue_["toDisplayString"])(_ctx.typeName(client)), 9, ClientListvue_type_template_id_77b59e39_hoisted_11), Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createElementVNode"])("td", {
            role: "cell",
            "data-label": _ctx.translate('OAuth2_GrantTypes')
          }, [Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createElementVNode"])("ul", null, [(Object(external_commonjs_vue_commonjs2_vue_root_Vue_["openBlock"])(true), Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createElementBlock"])(external_commonjs_vue_commonjs2_vue_root_Vue_["Fragment"], null, Object(external_commonjs_vue_commonjs2_vue_root_Vue_["renderList"])(client.grant_types, function (grant) {
            return Object(external_commonjs_vue_commonjs2_vue_root_Vue_["openBlock"])(), Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createElementBlock"])("li", {
              key: grant
            }, Object(external_commonjs_vue_commonjs2_vue_root_Vue_["toDisplayString"])(_ctx.grantTitle(grant)), 1);
          }), 128))])], 8, ClientListvue_type_template_id_77b59e39_hoisted_12), Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createElementVNode"])("td", {
            role: "cell",
            "data-label": _ctx.translate('OAuth2_Scopes')
          }, [Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createElementVNode"])("ul", null, [(Object(external_commonjs_vue_commonjs2_vue_root_Vue_["openBlock"])(true), Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createElementBlock"])(external_commonjs_vue_commonjs2_vue_root_Vue_["Fragment"], null, Object(external_commonjs_vue_commonjs2_vue_root_Vue_["renderList"])(client.scopes, function (scope) {
            return Object(external_commonjs_vue_commonjs2_vue_root_Vue_["openBlock"])(), Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createElementBlock"])("li", {
              key: scope,
              title: _ctx.scopeTitle(scope)
            }, Object(external_commonjs_vue_commonjs2_vue_root_Vue_["toDisplayString"])(scope), 9, ClientListvue_type_template_id_77b59e39_hoisted_14);
          }), 128))])], 8, ClientListvue_type_template_id_77b59e39_hoisted_13), Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createElementVNode"])("td", {
            role: "cell",
            "data-label": _ctx.translate('OAuth2_Owner')
          }, Object(external_commonjs_vue_commonjs2_vue_root_Vue_["toDisplayString"])(client.owner_login || _ctx.translate('OAuth2_Nobody')), 9, _hoisted_15), Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createElementVNode"])("td", {
            role: "cell",
            "data-label": _ctx.translate('OAuth2_LastUsed')
          }, [Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createVNode"])(_component_DateTime, {
            time: client.last_used_at,
            none: _ctx.translate('General_Never')
          }, null, 8, ["time", "none"])], 8, _hoisted_16), Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createElementVNode"])("td", {
            role: "cell",
            "data-label": _ctx.translate('OAuth2_Status')
          }, [Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createVNode"])(_component_StateLabel, {
            state: client.active ? 'active' : 'paused'
          }, null, 8, ["state"])], 8, _hoisted_17), Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createElementVNode"])("td", _hoisted_18, [Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createElementVNode"])("a", {
            class: "table-action",
            href: _ctx.link('edit', client.client_id),
            title: _ctx.translate('General_Edit'),
            "aria-label": _ctx.translate('OAuth2_EditWhat', client.name)
          }, _hoisted_21, 8, _hoisted_19), Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createElementVNode"])("a", {
            class: "table-action",
            href: _ctx.link('client', client.client_id),
            title: _ctx.translate('OAuth2_Authorizations'),
            "aria-label": _ctx.translate('OAuth2_AuthorizationsOf', client.name)
          }, _hoisted_24, 8, _hoisted_22), Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createElementVNode"])("button", {
            type: "button",
            class: "table-action",
            disabled: _ctx.busy,
            title: client.active ? _ctx.translate('OAuth2_Pause') : _ctx.translate('OAuth2_Resume'),
            "aria-label": client.active ? _ctx.translate('OAuth2_PauseWhat', client.name) : _ctx.translate('OAuth2_ResumeWhat', client.name),
            onClick: function onClick($event) {
              return _ctx.setActive(client, !client.active);
            }
          }, [Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createElementVNode"])("span", {
            class: Object(external_commonjs_vue_commonjs2_vue_root_Vue_["normalizeClass"])(client.active ? 'icon-pause' : 'icon-play'),
            "aria-hidden": "true"
          }, null, 2)], 8, _hoisted_25), Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createElementVNode"])("button", {
            type: "button",
            class: "table-action",
            disabled: _ctx.busy,
            title: _ctx.translate('General_Delete'),
            "aria-label": _ctx.translate('OAuth2_DeleteWhat', client.name),
            onClick: function onClick($event) {
              return _ctx.remove(client);
            }
          }, _hoisted_28, 8, _hoisted_26)])];
        }),
        _: 1
      }, 8, ["caption", "records"])) : Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createCommentVNode"])("", true), _ctx.total ? (Object(external_commonjs_vue_commonjs2_vue_root_Vue_["openBlock"])(), Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createBlock"])(_component_ListPager, {
        key: 3,
        page: _ctx.query.page,
        shown: _ctx.shown,
        size: _ctx.pageSize,
        total: _ctx.total,
        onGo: _cache[0] || (_cache[0] = function ($event) {
          return _ctx.changeList({
            page: $event
          });
        })
      }, null, 8, ["page", "shown", "size", "total"])) : Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createCommentVNode"])("", true)];
    }),
    _: 1
  }, 8, ["content-title", "load"]);
}
// CONCATENATED MODULE: ./plugins/OAuth2/vue/src/ClientList/ClientList.vue?vue&type=template&id=77b59e39

// CONCATENATED MODULE: ./node_modules/@vue/cli-plugin-babel/node_modules/cache-loader/dist/cjs.js??ref--12-0!./node_modules/@vue/cli-plugin-babel/node_modules/thread-loader/dist/cjs.js!./node_modules/babel-loader/lib!./node_modules/@vue/cli-service/node_modules/vue-loader-v16/dist/templateLoader.js??ref--6!./node_modules/@vue/cli-service/node_modules/cache-loader/dist/cjs.js??ref--0-0!./node_modules/@vue/cli-service/node_modules/vue-loader-v16/dist??ref--0-1!./plugins/OAuth2/vue/src/ClientList/ListFilters.vue?vue&type=template&id=6c1f0f50

var ListFiltersvue_type_template_id_6c1f0f50_hoisted_1 = {
  class: "oauth2-search"
};
var ListFiltersvue_type_template_id_6c1f0f50_hoisted_2 = ["value", "onChange"];
var ListFiltersvue_type_template_id_6c1f0f50_hoisted_3 = ["value"];
function ListFiltersvue_type_template_id_6c1f0f50_render(_ctx, _cache, $props, $setup, $data, $options) {
  return Object(external_commonjs_vue_commonjs2_vue_root_Vue_["openBlock"])(), Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createElementBlock"])("form", {
    class: "oauth2-filters",
    role: "search",
    onSubmit: _cache[2] || (_cache[2] = Object(external_commonjs_vue_commonjs2_vue_root_Vue_["withModifiers"])(function ($event) {
      return _ctx.search();
    }, ["prevent"]))
  }, [Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createElementVNode"])("label", ListFiltersvue_type_template_id_6c1f0f50_hoisted_1, [Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createTextVNode"])(Object(external_commonjs_vue_commonjs2_vue_root_Vue_["toDisplayString"])(_ctx.translate('General_Search')) + " ", 1), Object(external_commonjs_vue_commonjs2_vue_root_Vue_["withDirectives"])(Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createElementVNode"])("input", {
    "onUpdate:modelValue": _cache[0] || (_cache[0] = function ($event) {
      return _ctx.text = $event;
    }),
    type: "search",
    class: "browser-default",
    autocomplete: "off",
    spellcheck: "false",
    maxlength: "200",
    onInput: _cache[1] || (_cache[1] = function ($event) {
      return _ctx.searchLater();
    })
  }, null, 544), [[external_commonjs_vue_commonjs2_vue_root_Vue_["vModelText"], _ctx.text]])]), (Object(external_commonjs_vue_commonjs2_vue_root_Vue_["openBlock"])(true), Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createElementBlock"])(external_commonjs_vue_commonjs2_vue_root_Vue_["Fragment"], null, Object(external_commonjs_vue_commonjs2_vue_root_Vue_["renderList"])(_ctx.filters, function (filter) {
    return Object(external_commonjs_vue_commonjs2_vue_root_Vue_["openBlock"])(), Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createElementBlock"])("label", {
      key: filter.name
    }, [Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createTextVNode"])(Object(external_commonjs_vue_commonjs2_vue_root_Vue_["toDisplayString"])(filter.title) + " ", 1), Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createElementVNode"])("select", {
      class: "browser-default",
      value: filter.value,
      onChange: function onChange($event) {
        return _ctx.change(filter.name, $event);
      }
    }, [(Object(external_commonjs_vue_commonjs2_vue_root_Vue_["openBlock"])(true), Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createElementBlock"])(external_commonjs_vue_commonjs2_vue_root_Vue_["Fragment"], null, Object(external_commonjs_vue_commonjs2_vue_root_Vue_["renderList"])(filter.options, function (option) {
      return Object(external_commonjs_vue_commonjs2_vue_root_Vue_["openBlock"])(), Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createElementBlock"])("option", {
        key: option.value,
        value: option.value
      }, Object(external_commonjs_vue_commonjs2_vue_root_Vue_["toDisplayString"])(option.title), 9, ListFiltersvue_type_template_id_6c1f0f50_hoisted_3);
    }), 128))], 40, ListFiltersvue_type_template_id_6c1f0f50_hoisted_2)]);
  }), 128))], 32);
}
// CONCATENATED MODULE: ./plugins/OAuth2/vue/src/ClientList/ListFilters.vue?vue&type=template&id=6c1f0f50

// CONCATENATED MODULE: ./node_modules/@vue/cli-plugin-typescript/node_modules/cache-loader/dist/cjs.js??ref--14-0!./node_modules/babel-loader/lib!./node_modules/@vue/cli-plugin-typescript/node_modules/ts-loader??ref--14-2!./node_modules/@vue/cli-service/node_modules/cache-loader/dist/cjs.js??ref--0-0!./node_modules/@vue/cli-service/node_modules/vue-loader-v16/dist??ref--0-1!./plugins/OAuth2/vue/src/ClientList/ListFilters.vue?vue&type=script&lang=ts
function ListFiltersvue_type_script_lang_ts_defineProperty(obj, key, value) { if (key in obj) { Object.defineProperty(obj, key, { value: value, enumerable: true, configurable: true, writable: true }); } else { obj[key] = value; } return obj; }

function ListFiltersvue_type_script_lang_ts_slicedToArray(arr, i) { return ListFiltersvue_type_script_lang_ts_arrayWithHoles(arr) || ListFiltersvue_type_script_lang_ts_iterableToArrayLimit(arr, i) || ListFiltersvue_type_script_lang_ts_unsupportedIterableToArray(arr, i) || ListFiltersvue_type_script_lang_ts_nonIterableRest(); }

function ListFiltersvue_type_script_lang_ts_nonIterableRest() { throw new TypeError("Invalid attempt to destructure non-iterable instance.\nIn order to be iterable, non-array objects must have a [Symbol.iterator]() method."); }

function ListFiltersvue_type_script_lang_ts_unsupportedIterableToArray(o, minLen) { if (!o) return; if (typeof o === "string") return ListFiltersvue_type_script_lang_ts_arrayLikeToArray(o, minLen); var n = Object.prototype.toString.call(o).slice(8, -1); if (n === "Object" && o.constructor) n = o.constructor.name; if (n === "Map" || n === "Set") return Array.from(o); if (n === "Arguments" || /^(?:Ui|I)nt(?:8|16|32)(?:Clamped)?Array$/.test(n)) return ListFiltersvue_type_script_lang_ts_arrayLikeToArray(o, minLen); }

function ListFiltersvue_type_script_lang_ts_arrayLikeToArray(arr, len) { if (len == null || len > arr.length) len = arr.length; for (var i = 0, arr2 = new Array(len); i < len; i++) { arr2[i] = arr[i]; } return arr2; }

function ListFiltersvue_type_script_lang_ts_iterableToArrayLimit(arr, i) { var _i = arr == null ? null : typeof Symbol !== "undefined" && arr[Symbol.iterator] || arr["@@iterator"]; if (_i == null) return; var _arr = []; var _n = true; var _d = false; var _s, _e; try { for (_i = _i.call(arr); !(_n = (_s = _i.next()).done); _n = true) { _arr.push(_s.value); if (i && _arr.length === i) break; } } catch (err) { _d = true; _e = err; } finally { try { if (!_n && _i["return"] != null) _i["return"](); } finally { if (_d) throw _e; } } return _arr; }

function ListFiltersvue_type_script_lang_ts_arrayWithHoles(arr) { if (Array.isArray(arr)) return arr; }




/** The milliseconds without a key pressed after which the search begins. */

var PAUSE = 300;
/** The search, filters and order of the list of clients. */

/* harmony default export */ var ListFiltersvue_type_script_lang_ts = (Object(external_commonjs_vue_commonjs2_vue_root_Vue_["defineComponent"])({
  data: function data() {
    return {
      text: listQuery.value.search,
      timer: 0
    };
  },
  unmounted: function unmounted() {
    window.clearTimeout(this.timer);
  },
  computed: {
    shown: function shown() {
      return listQuery.value;
    },
    filters: function filters() {
      var all = {
        value: '',
        title: Object(external_CoreHome_["translate"])('General_All')
      };
      return [{
        name: 'status',
        title: Object(external_CoreHome_["translate"])('OAuth2_Status'),
        value: this.shown.status,
        options: [all, {
          value: 'active',
          title: Object(external_CoreHome_["translate"])('OAuth2_StateActive')
        }, {
          value: 'paused',
          title: Object(external_CoreHome_["translate"])('OAuth2_StatePaused')
        }]
      }, {
        name: 'type',
        title: Object(external_CoreHome_["translate"])('OAuth2_Type'),
        value: this.shown.type,
        options: [all, {
          value: 'confidential',
          title: Object(external_CoreHome_["translate"])('OAuth2_TypeConfidential')
        }, {
          value: 'public',
          title: Object(external_CoreHome_["translate"])('OAuth2_TypePublic')
        }]
      }, {
        name: 'sort',
        title: Object(external_CoreHome_["translate"])('OAuth2_SortBy'),
        value: this.shown.sort,
        options: Object.entries(ORDERS).map(function (_ref) {
          var _ref2 = ListFiltersvue_type_script_lang_ts_slicedToArray(_ref, 2),
              value = _ref2[0],
              title = _ref2[1].title;

          return {
            value: value,
            title: Object(external_CoreHome_["translate"])(title)
          };
        })
      }];
    }
  },
  watch: {
    /** The address may change without this form, such as by the browser's back button. */
    shown: function shown() {
      if (!this.timer) {
        this.text = this.shown.search;
      }
    }
  },
  methods: {
    search: function search() {
      window.clearTimeout(this.timer);
      this.timer = 0;
      changeList({
        search: this.text.trim()
      });
    },
    searchLater: function searchLater() {
      var _this = this;

      window.clearTimeout(this.timer);
      this.timer = window.setTimeout(function () {
        return _this.search();
      }, PAUSE);
    },
    change: function change(name, event) {
      changeList(ListFiltersvue_type_script_lang_ts_defineProperty({}, name, event.target.value));
    }
  }
}));
// CONCATENATED MODULE: ./plugins/OAuth2/vue/src/ClientList/ListFilters.vue?vue&type=script&lang=ts
 
// CONCATENATED MODULE: ./plugins/OAuth2/vue/src/ClientList/ListFilters.vue



ListFiltersvue_type_script_lang_ts.render = ListFiltersvue_type_template_id_6c1f0f50_render

/* harmony default export */ var ListFilters = (ListFiltersvue_type_script_lang_ts);
// CONCATENATED MODULE: ./node_modules/@vue/cli-plugin-babel/node_modules/cache-loader/dist/cjs.js??ref--12-0!./node_modules/@vue/cli-plugin-babel/node_modules/thread-loader/dist/cjs.js!./node_modules/babel-loader/lib!./node_modules/@vue/cli-service/node_modules/vue-loader-v16/dist/templateLoader.js??ref--6!./node_modules/@vue/cli-service/node_modules/cache-loader/dist/cjs.js??ref--0-0!./node_modules/@vue/cli-service/node_modules/vue-loader-v16/dist??ref--0-1!./plugins/OAuth2/vue/src/ClientList/WaysIn.vue?vue&type=template&id=5a8881e5

var WaysInvue_type_template_id_5a8881e5_hoisted_1 = {
  class: "oauth2-empty"
};
var WaysInvue_type_template_id_5a8881e5_hoisted_2 = {
  class: "oauth2-kinds"
};
var WaysInvue_type_template_id_5a8881e5_hoisted_3 = ["href"];
function WaysInvue_type_template_id_5a8881e5_render(_ctx, _cache, $props, $setup, $data, $options) {
  return Object(external_commonjs_vue_commonjs2_vue_root_Vue_["openBlock"])(), Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createElementBlock"])("div", WaysInvue_type_template_id_5a8881e5_hoisted_1, [Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createElementVNode"])("p", null, Object(external_commonjs_vue_commonjs2_vue_root_Vue_["toDisplayString"])(_ctx.translate('OAuth2_NoClients')), 1), Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createElementVNode"])("div", WaysInvue_type_template_id_5a8881e5_hoisted_2, [(Object(external_commonjs_vue_commonjs2_vue_root_Vue_["openBlock"])(true), Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createElementBlock"])(external_commonjs_vue_commonjs2_vue_root_Vue_["Fragment"], null, Object(external_commonjs_vue_commonjs2_vue_root_Vue_["renderList"])(_ctx.ways, function (way) {
    return Object(external_commonjs_vue_commonjs2_vue_root_Vue_["openBlock"])(), Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createElementBlock"])("a", {
      key: way.title,
      class: "oauth2-template",
      href: way.address
    }, [Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createElementVNode"])("strong", null, Object(external_commonjs_vue_commonjs2_vue_root_Vue_["toDisplayString"])(_ctx.translate(way.title)), 1), Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createElementVNode"])("span", null, Object(external_commonjs_vue_commonjs2_vue_root_Vue_["toDisplayString"])(_ctx.translate(way.meaning)), 1)], 8, WaysInvue_type_template_id_5a8881e5_hoisted_3);
  }), 128))])]);
}
// CONCATENATED MODULE: ./plugins/OAuth2/vue/src/ClientList/WaysIn.vue?vue&type=template&id=5a8881e5

// CONCATENATED MODULE: ./node_modules/@vue/cli-plugin-typescript/node_modules/cache-loader/dist/cjs.js??ref--14-0!./node_modules/babel-loader/lib!./node_modules/@vue/cli-plugin-typescript/node_modules/ts-loader??ref--14-2!./node_modules/@vue/cli-service/node_modules/cache-loader/dist/cjs.js??ref--0-0!./node_modules/@vue/cli-service/node_modules/vue-loader-v16/dist??ref--0-1!./plugins/OAuth2/vue/src/ClientList/WaysIn.vue?vue&type=script&lang=ts


/** What to do while there are no clients. */

/* harmony default export */ var WaysInvue_type_script_lang_ts = (Object(external_commonjs_vue_commonjs2_vue_root_Vue_["defineComponent"])({
  computed: {
    ways: function ways() {
      return [{
        // Most assistants connect by themselves; the tab leads those that cannot to a client.
        address: routes_link('connections'),
        title: 'OAuth2_WayAssistant',
        meaning: 'OAuth2_WayAssistantMeaning'
      }, {
        address: createLink('backend'),
        title: 'OAuth2_WayJob',
        meaning: 'OAuth2_WayJobMeaning'
      }, {
        address: createLink('web'),
        title: 'OAuth2_WayApp',
        meaning: 'OAuth2_WayAppMeaning'
      }];
    }
  }
}));
// CONCATENATED MODULE: ./plugins/OAuth2/vue/src/ClientList/WaysIn.vue?vue&type=script&lang=ts
 
// CONCATENATED MODULE: ./plugins/OAuth2/vue/src/ClientList/WaysIn.vue



WaysInvue_type_script_lang_ts.render = WaysInvue_type_template_id_5a8881e5_render

/* harmony default export */ var WaysIn = (WaysInvue_type_script_lang_ts);
// CONCATENATED MODULE: ./node_modules/@vue/cli-plugin-typescript/node_modules/cache-loader/dist/cjs.js??ref--14-0!./node_modules/babel-loader/lib!./node_modules/@vue/cli-plugin-typescript/node_modules/ts-loader??ref--14-2!./node_modules/@vue/cli-service/node_modules/cache-loader/dist/cjs.js??ref--0-0!./node_modules/@vue/cli-service/node_modules/vue-loader-v16/dist??ref--0-1!./plugins/OAuth2/vue/src/ClientList/ClientList.vue?vue&type=script&lang=ts
















/** The list of the clients, a page at a time, with the actions for each. */

/* harmony default export */ var ClientListvue_type_script_lang_ts = (Object(external_commonjs_vue_commonjs2_vue_root_Vue_["defineComponent"])({
  components: {
    ClientWarnings: ClientWarnings,
    DateTime: DateTime,
    ListFilters: ListFilters,
    ListPager: ListPager,
    LoadedBlock: LoadedBlock,
    RecordTable: RecordTable,
    StateLabel: StateLabel,
    WaysIn: WaysIn
  },
  data: function data() {
    return {
      clients: [],
      total: 0,
      shown: 1
    };
  },
  computed: {
    query: function query() {
      return listQuery.value;
    },
    pageSize: function pageSize() {
      return PAGE_SIZE;
    },
    filtered: function filtered() {
      var _this$query = this.query,
          search = _this$query.search,
          status = _this$query.status,
          type = _this$query.type;
      return !!(search || status || type);
    },
    busy: function busy() {
      return PasswordPrompt_store.state.isBusy;
    }
  },
  watch: {
    query: function query() {
      this.refresh();
    }
  },
  methods: {
    changeList: changeList,
    link: routes_link,
    grantTitle: grantTitle,
    scopeTitle: scopeTitle,
    typeName: function typeName(client) {
      return client.type === 'public' ? Object(external_CoreHome_["translate"])('OAuth2_TypePublic') : Object(external_CoreHome_["translate"])('OAuth2_TypeConfidential');
    },
    load: async function load() {
      var query = this.query;
      var _ORDERS$query$sort = ORDERS[query.sort],
          sort = _ORDERS$query$sort.sort,
          order = _ORDERS$query$sort.order;

      var _await$call = await call('OAuth2.getClientPage', {
        search: query.search,
        status: query.status,
        type: query.type,
        sort: sort,
        order: order,
        limit: PAGE_SIZE,
        offset: (query.page - 1) * PAGE_SIZE
      }),
          clients = _await$call.clients,
          total = _await$call.total;

      if (query !== this.query) {
        // Another page was asked for in the meantime, and its answer is on its way.
        return;
      }

      this.clients = clients;
      this.total = total;
      this.shown = query.page;

      if (!clients.length && total) {
        // The page no longer exists.
        changeList({
          page: Math.ceil(total / PAGE_SIZE)
        });
      }
    },
    setActive: function setActive(client, active) {
      return (active ? resume : pause)(client, this.refresh);
    },
    remove: function remove(client) {
      return clientActions_remove(client, this.refresh, this.refresh);
    },
    refresh: function refresh() {
      return this.$refs.block.refresh();
    }
  }
}));
// CONCATENATED MODULE: ./plugins/OAuth2/vue/src/ClientList/ClientList.vue?vue&type=script&lang=ts
 
// CONCATENATED MODULE: ./plugins/OAuth2/vue/src/ClientList/ClientList.vue



ClientListvue_type_script_lang_ts.render = ClientListvue_type_template_id_77b59e39_render

/* harmony default export */ var ClientList = (ClientListvue_type_script_lang_ts);
// CONCATENATED MODULE: ./node_modules/@vue/cli-plugin-babel/node_modules/cache-loader/dist/cjs.js??ref--12-0!./node_modules/@vue/cli-plugin-babel/node_modules/thread-loader/dist/cjs.js!./node_modules/babel-loader/lib!./node_modules/@vue/cli-service/node_modules/vue-loader-v16/dist/templateLoader.js??ref--6!./node_modules/@vue/cli-service/node_modules/cache-loader/dist/cjs.js??ref--0-0!./node_modules/@vue/cli-service/node_modules/vue-loader-v16/dist??ref--0-1!./plugins/OAuth2/vue/src/ClientSecret/ClientSecret.vue?vue&type=template&id=8d631f58

var ClientSecretvue_type_template_id_8d631f58_hoisted_1 = {
  class: "oauth2-name"
};
var ClientSecretvue_type_template_id_8d631f58_hoisted_2 = {
  key: 1
};
var ClientSecretvue_type_template_id_8d631f58_hoisted_3 = {
  key: 4
};
function ClientSecretvue_type_template_id_8d631f58_render(_ctx, _cache, $props, $setup, $data, $options) {
  var _component_Alert = Object(external_commonjs_vue_commonjs2_vue_root_Vue_["resolveComponent"])("Alert");

  var _component_CopyField = Object(external_commonjs_vue_commonjs2_vue_root_Vue_["resolveComponent"])("CopyField");

  var _component_RequestExample = Object(external_commonjs_vue_commonjs2_vue_root_Vue_["resolveComponent"])("RequestExample");

  var _component_ClientTrial = Object(external_commonjs_vue_commonjs2_vue_root_Vue_["resolveComponent"])("ClientTrial");

  var _component_ContentBlock = Object(external_commonjs_vue_commonjs2_vue_root_Vue_["resolveComponent"])("ContentBlock");

  return Object(external_commonjs_vue_commonjs2_vue_root_Vue_["openBlock"])(), Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createBlock"])(_component_ContentBlock, {
    class: "oauth2-issued",
    "content-title": _ctx.title
  }, {
    default: Object(external_commonjs_vue_commonjs2_vue_root_Vue_["withCtx"])(function () {
      return [Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createElementVNode"])("p", null, [Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createElementVNode"])("strong", ClientSecretvue_type_template_id_8d631f58_hoisted_1, Object(external_commonjs_vue_commonjs2_vue_root_Vue_["toDisplayString"])(_ctx.issued.client.name), 1)]), _ctx.issued.secret ? (Object(external_commonjs_vue_commonjs2_vue_root_Vue_["openBlock"])(), Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createBlock"])(_component_Alert, {
        key: 0,
        severity: "warning"
      }, {
        default: Object(external_commonjs_vue_commonjs2_vue_root_Vue_["withCtx"])(function () {
          return [Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createTextVNode"])(Object(external_commonjs_vue_commonjs2_vue_root_Vue_["toDisplayString"])(_ctx.translate('OAuth2_SecretOnce')) + " " + Object(external_commonjs_vue_commonjs2_vue_root_Vue_["toDisplayString"])(_ctx.oldSecret), 1)];
        }),
        _: 1
      })) : (Object(external_commonjs_vue_commonjs2_vue_root_Vue_["openBlock"])(), Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createElementBlock"])("p", ClientSecretvue_type_template_id_8d631f58_hoisted_2, Object(external_commonjs_vue_commonjs2_vue_root_Vue_["toDisplayString"])(_ctx.translate('OAuth2_NoSecret')), 1)), Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createVNode"])(_component_CopyField, {
        name: "oauth2IssuedId",
        label: _ctx.translate('OAuth2_ConsentClientId'),
        text: _ctx.issued.client.client_id
      }, null, 8, ["label", "text"]), _ctx.issued.secret ? (Object(external_commonjs_vue_commonjs2_vue_root_Vue_["openBlock"])(), Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createBlock"])(_component_CopyField, {
        key: 2,
        name: "oauth2IssuedSecret",
        label: _ctx.translate('OAuth2_ClientSecret'),
        text: _ctx.issued.secret
      }, null, 8, ["label", "text"])) : Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createCommentVNode"])("", true), _ctx.urls ? (Object(external_commonjs_vue_commonjs2_vue_root_Vue_["openBlock"])(), Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createElementBlock"])(external_commonjs_vue_commonjs2_vue_root_Vue_["Fragment"], {
        key: 3
      }, [Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createVNode"])(_component_RequestExample, {
        client: _ctx.issued.client,
        urls: _ctx.urls,
        "acts-by-itself": _ctx.actsByItself
      }, null, 8, ["client", "urls", "acts-by-itself"]), _ctx.isTestable ? (Object(external_commonjs_vue_commonjs2_vue_root_Vue_["openBlock"])(), Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createElementBlock"])(external_commonjs_vue_commonjs2_vue_root_Vue_["Fragment"], {
        key: 0
      }, [Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createElementVNode"])("h3", null, Object(external_commonjs_vue_commonjs2_vue_root_Vue_["toDisplayString"])(_ctx.translate('OAuth2_Trial')), 1), Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createVNode"])(_component_ClientTrial, {
        client: _ctx.issued.client,
        secret: _ctx.issued.secret || ''
      }, null, 8, ["client", "secret"])], 64)) : Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createCommentVNode"])("", true)], 64)) : (Object(external_commonjs_vue_commonjs2_vue_root_Vue_["openBlock"])(), Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createElementBlock"])("p", ClientSecretvue_type_template_id_8d631f58_hoisted_3, Object(external_commonjs_vue_commonjs2_vue_root_Vue_["toDisplayString"])(_ctx.translate('OAuth2_NextEndpoints')), 1)), Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createElementVNode"])("button", {
        type: "button",
        class: "btn oauth2-stored",
        onClick: _cache[0] || (_cache[0] = function ($event) {
          return _ctx.$emit('done');
        })
      }, Object(external_commonjs_vue_commonjs2_vue_root_Vue_["toDisplayString"])(_ctx.translate(_ctx.issued.secret ? 'OAuth2_SecretStored' : 'OAuth2_BackToClients')), 1)];
    }),
    _: 1
  }, 8, ["content-title"]);
}
// CONCATENATED MODULE: ./plugins/OAuth2/vue/src/ClientSecret/ClientSecret.vue?vue&type=template&id=8d631f58

// CONCATENATED MODULE: ./node_modules/@vue/cli-plugin-babel/node_modules/cache-loader/dist/cjs.js??ref--12-0!./node_modules/@vue/cli-plugin-babel/node_modules/thread-loader/dist/cjs.js!./node_modules/babel-loader/lib!./node_modules/@vue/cli-service/node_modules/vue-loader-v16/dist/templateLoader.js??ref--6!./node_modules/@vue/cli-service/node_modules/cache-loader/dist/cjs.js??ref--0-0!./node_modules/@vue/cli-service/node_modules/vue-loader-v16/dist??ref--0-1!./plugins/OAuth2/vue/src/ClientSecret/RequestExample.vue?vue&type=template&id=5ba17a52

var RequestExamplevue_type_template_id_5ba17a52_hoisted_1 = ["href"];
var RequestExamplevue_type_template_id_5ba17a52_hoisted_2 = ["aria-label"];
var RequestExamplevue_type_template_id_5ba17a52_hoisted_3 = ["aria-pressed", "onClick"];
var RequestExamplevue_type_template_id_5ba17a52_hoisted_4 = ["aria-label"];
function RequestExamplevue_type_template_id_5ba17a52_render(_ctx, _cache, $props, $setup, $data, $options) {
  var _component_CopyButton = Object(external_commonjs_vue_commonjs2_vue_root_Vue_["resolveComponent"])("CopyButton");

  return Object(external_commonjs_vue_commonjs2_vue_root_Vue_["openBlock"])(), Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createElementBlock"])(external_commonjs_vue_commonjs2_vue_root_Vue_["Fragment"], null, [Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createElementVNode"])("h3", null, Object(external_commonjs_vue_commonjs2_vue_root_Vue_["toDisplayString"])(_ctx.translate('OAuth2_Example')), 1), Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createElementVNode"])("p", null, [Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createTextVNode"])(Object(external_commonjs_vue_commonjs2_vue_root_Vue_["toDisplayString"])(_ctx.translate('OAuth2_ExampleHelp')) + " ", 1), Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createElementVNode"])("a", {
    href: _ctx.guideUrl,
    target: "_blank",
    rel: "noopener"
  }, Object(external_commonjs_vue_commonjs2_vue_root_Vue_["toDisplayString"])(_ctx.translate('OAuth2_Guide')), 9, RequestExamplevue_type_template_id_5ba17a52_hoisted_1)]), Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createElementVNode"])("div", {
    class: "oauth2-languages",
    role: "group",
    "aria-label": _ctx.translate('OAuth2_Example')
  }, [(Object(external_commonjs_vue_commonjs2_vue_root_Vue_["openBlock"])(true), Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createElementBlock"])(external_commonjs_vue_commonjs2_vue_root_Vue_["Fragment"], null, Object(external_commonjs_vue_commonjs2_vue_root_Vue_["renderList"])(_ctx.languages, function (one) {
    return Object(external_commonjs_vue_commonjs2_vue_root_Vue_["openBlock"])(), Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createElementBlock"])("button", {
      key: one,
      type: "button",
      class: "btn btn-small btn-outline",
      "aria-pressed": one === _ctx.language,
      onClick: function onClick($event) {
        return _ctx.language = one;
      }
    }, Object(external_commonjs_vue_commonjs2_vue_root_Vue_["toDisplayString"])(one), 9, RequestExamplevue_type_template_id_5ba17a52_hoisted_3);
  }), 128))], 8, RequestExamplevue_type_template_id_5ba17a52_hoisted_2), Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createElementVNode"])("pre", {
    class: "oauth2-code",
    tabindex: "0",
    "aria-label": _ctx.language
  }, [Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createElementVNode"])("code", null, Object(external_commonjs_vue_commonjs2_vue_root_Vue_["toDisplayString"])(_ctx.code), 1)], 8, RequestExamplevue_type_template_id_5ba17a52_hoisted_4), Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createElementVNode"])("p", null, [Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createVNode"])(_component_CopyButton, {
    text: _ctx.code,
    what: _ctx.language
  }, null, 8, ["text", "what"])])], 64);
}
// CONCATENATED MODULE: ./plugins/OAuth2/vue/src/ClientSecret/RequestExample.vue?vue&type=template&id=5ba17a52

// CONCATENATED MODULE: ./plugins/OAuth2/vue/src/ClientSecret/examples.ts
function examples_slicedToArray(arr, i) { return examples_arrayWithHoles(arr) || examples_iterableToArrayLimit(arr, i) || examples_unsupportedIterableToArray(arr, i) || examples_nonIterableRest(); }

function examples_nonIterableRest() { throw new TypeError("Invalid attempt to destructure non-iterable instance.\nIn order to be iterable, non-array objects must have a [Symbol.iterator]() method."); }

function examples_unsupportedIterableToArray(o, minLen) { if (!o) return; if (typeof o === "string") return examples_arrayLikeToArray(o, minLen); var n = Object.prototype.toString.call(o).slice(8, -1); if (n === "Object" && o.constructor) n = o.constructor.name; if (n === "Map" || n === "Set") return Array.from(o); if (n === "Arguments" || /^(?:Ui|I)nt(?:8|16|32)(?:Clamped)?Array$/.test(n)) return examples_arrayLikeToArray(o, minLen); }

function examples_arrayLikeToArray(arr, len) { if (len == null || len > arr.length) len = arr.length; for (var i = 0, arr2 = new Array(len); i < len; i++) { arr2[i] = arr[i]; } return arr2; }

function examples_iterableToArrayLimit(arr, i) { var _i = arr == null ? null : typeof Symbol !== "undefined" && arr[Symbol.iterator] || arr["@@iterator"]; if (_i == null) return; var _arr = []; var _n = true; var _d = false; var _s, _e; try { for (_i = _i.call(arr); !(_n = (_s = _i.next()).done); _n = true) { _arr.push(_s.value); if (i && _arr.length === i) break; } } catch (err) { _d = true; _e = err; } finally { try { if (!_n && _i["return"] != null) _i["return"](); } finally { if (_d) throw _e; } } return _arr; }

function examples_arrayWithHoles(arr) { if (Array.isArray(arr)) return arr; }

/*!
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/** The languages of the examples, in the order in which they are offered. */
var LANGUAGES = ['curl', 'PHP', 'Python', 'JavaScript'];
/** A literal of a shell. */

var word = function word(text) {
  return "'".concat(text.replace(/'/g, '\'\\\'\''), "'");
};
/** A literal of PHP, Python and JavaScript alike. */


var literal = function literal(text) {
  return "'".concat(text.replace(/['\\]/g, '\\$&'), "'");
};

function quoted(values, quote) {
  return Object.fromEntries(Object.entries(values).map(function (_ref) {
    var _ref2 = examples_slicedToArray(_ref, 2),
        name = _ref2[0],
        value = _ref2[1];

    return [name, quote(String(value))];
  }));
}
/** A client that acts by itself gets a token in one request. */


function clientCredentials(values) {
  var _ref3 = [quoted(values, word), quoted(values, literal)],
      shell = _ref3[0],
      code = _ref3[1];
  return {
    guide: 'client-credentials',
    code: {
      curl: "read -rsp 'Client secret: ' SECRET; echo\nTOKEN=$(curl -sS ".concat(shell.token, " \\\n  --data-urlencode grant_type=client_credentials \\\n  --data-urlencode client_id=").concat(shell.clientId, " \\\n  --data-urlencode client_secret=\"$SECRET\" \\\n  --data-urlencode scope=").concat(shell.scope, " |\n  sed -n 's/.*\"access_token\":\"\\([^\"]*\\)\".*/\\1/p')\ncurl -sS ").concat(shell.report, " -H \"Authorization: Bearer $TOKEN\""),
      PHP: "<?php\n$form = http_build_query([\n    'grant_type' => 'client_credentials',\n    'client_id' => ".concat(code.clientId, ",\n    'client_secret' => getenv('CLIENT_SECRET'),\n    'scope' => ").concat(code.scope, ",\n]);\n$answer = file_get_contents(").concat(code.token, ", false, stream_context_create(['http' => [\n    'method' => 'POST',\n    'header' => 'Content-Type: application/x-www-form-urlencoded',\n    'content' => $form,\n]]));\n$token = json_decode($answer)->access_token;\necho file_get_contents(").concat(code.report, ", false, stream_context_create(['http' => [\n    'header' => \"Authorization: Bearer $token\",\n]]));"),
      Python: "import json, os\nfrom urllib.parse import urlencode\nfrom urllib.request import Request, urlopen\n\nform = urlencode({\n    'grant_type': 'client_credentials',\n    'client_id': ".concat(code.clientId, ",\n    'client_secret': os.environ['CLIENT_SECRET'],\n    'scope': ").concat(code.scope, ",\n})\ntoken = json.load(urlopen(").concat(code.token, ", form.encode()))['access_token']\nreport = Request(").concat(code.report, ", headers={'Authorization': 'Bearer ' + token})\nprint(urlopen(report).read().decode())"),
      JavaScript: "const answer = await fetch(".concat(code.token, ", {\n  method: 'POST',\n  body: new URLSearchParams({\n    grant_type: 'client_credentials',\n    client_id: ").concat(code.clientId, ",\n    client_secret: process.env.CLIENT_SECRET,\n    scope: ").concat(code.scope, ",\n  }),\n});\nconst token = (await answer.json()).access_token;\nconst report = await fetch(").concat(code.report, ", {\n  headers: { Authorization: `Bearer ${code.token}` },\n});\nconsole.log(await report.json());")
    }
  };
}
/** A user allows the client in the browser, and the client exchanges the code. */

function authorizationCode(values) {
  var _ref4 = [quoted(values, word), quoted(values, literal)],
      shell = _ref4[0],
      code = _ref4[1];

  var secret = function secret(text) {
    return values.hasSecret ? text : '';
  };

  var separator = values.authorize.includes('?') ? '&' : '?';
  return {
    guide: 'authorization-code',
    code: {
      curl: "".concat(secret('read -rsp \'Client secret: \' SECRET; echo\n'), "VERIFIER=$(openssl rand -hex 32)\nCHALLENGE=$(printf %s \"$VERIFIER\" | openssl dgst -sha256 -binary | base64 | tr '+/' '-_' | tr -d '=')\ncurl -sS -G -o /dev/null -w 'Open: %{url_effective}\\n' ").concat(shell.authorize, " \\\n  --data-urlencode response_type=code \\\n  --data-urlencode client_id=").concat(shell.clientId, " \\\n  --data-urlencode redirect_uri=").concat(shell.redirectUri, " \\\n  --data-urlencode scope=").concat(shell.scope, " \\\n  --data-urlencode state=\"$(openssl rand -hex 8)\" \\\n  --data-urlencode code_challenge=\"$CHALLENGE\" \\\n  --data-urlencode code_challenge_method=S256\nread -rp 'The code in the address to which you are sent back: ' CODE\nTOKEN=$(curl -sS ").concat(shell.token, " \\\n  --data-urlencode grant_type=authorization_code \\\n  --data-urlencode client_id=").concat(shell.clientId, " \\\n").concat(secret('  --data-urlencode client_secret="$SECRET" \\\n'), "  --data-urlencode code=\"$CODE\" \\\n  --data-urlencode redirect_uri=").concat(shell.redirectUri, " \\\n  --data-urlencode code_verifier=\"$VERIFIER\" |\n  sed -n 's/.*\"access_token\":\"\\([^\"]*\\)\".*/\\1/p')\ncurl -sS ").concat(shell.report, " -H \"Authorization: Bearer $TOKEN\""),
      PHP: "<?php\n$verifier = bin2hex(random_bytes(32));\n$challenge = rtrim(strtr(base64_encode(hash('sha256', $verifier, true)), '+/', '-_'), '=');\necho 'Open: ', ".concat(code.authorize, ", '").concat(separator, "', http_build_query([\n    'response_type' => 'code',\n    'client_id' => ").concat(code.clientId, ",\n    'redirect_uri' => ").concat(code.redirectUri, ",\n    'scope' => ").concat(code.scope, ",\n    'state' => bin2hex(random_bytes(8)),\n    'code_challenge' => $challenge,\n    'code_challenge_method' => 'S256',\n]), PHP_EOL;\n$form = http_build_query([\n    'grant_type' => 'authorization_code',\n    'client_id' => ").concat(code.clientId, ",\n").concat(secret('    \'client_secret\' => getenv(\'CLIENT_SECRET\'),\n'), "    'code' => readline('The code in the address to which you are sent back: '),\n    'redirect_uri' => ").concat(code.redirectUri, ",\n    'code_verifier' => $verifier,\n]);\n$answer = file_get_contents(").concat(code.token, ", false, stream_context_create(['http' => [\n    'method' => 'POST',\n    'header' => 'Content-Type: application/x-www-form-urlencoded',\n    'content' => $form,\n]]));\n$token = json_decode($answer)->access_token;\necho file_get_contents(").concat(code.report, ", false, stream_context_create(['http' => [\n    'header' => \"Authorization: Bearer $token\",\n]]));"),
      Python: "import base64, hashlib, json, os, secrets\nfrom urllib.parse import urlencode\nfrom urllib.request import Request, urlopen\n\nverifier = secrets.token_hex(32)\ndigest = hashlib.sha256(verifier.encode()).digest()\nprint('Open:', ".concat(code.authorize, " + '").concat(separator, "' + urlencode({\n    'response_type': 'code',\n    'client_id': ").concat(code.clientId, ",\n    'redirect_uri': ").concat(code.redirectUri, ",\n    'scope': ").concat(code.scope, ",\n    'state': secrets.token_hex(8),\n    'code_challenge': base64.urlsafe_b64encode(digest).rstrip(b'=').decode(),\n    'code_challenge_method': 'S256',\n}))\nform = urlencode({\n    'grant_type': 'authorization_code',\n    'client_id': ").concat(code.clientId, ",\n").concat(secret('    \'client_secret\': os.environ[\'CLIENT_SECRET\'],\n'), "    'code': input('The code in the address to which you are sent back: '),\n    'redirect_uri': ").concat(code.redirectUri, ",\n    'code_verifier': verifier,\n})\ntoken = json.load(urlopen(").concat(code.token, ", form.encode()))['access_token']\nreport = Request(").concat(code.report, ", headers={'Authorization': 'Bearer ' + token})\nprint(urlopen(report).read().decode())"),
      JavaScript: "import { createHash, randomBytes } from 'node:crypto';\nimport { createInterface } from 'node:readline/promises';\n\nconst verifier = randomBytes(32).toString('hex');\nconsole.log('Open:', ".concat(code.authorize, " + '").concat(separator, "' + new URLSearchParams({\n  response_type: 'code',\n  client_id: ").concat(code.clientId, ",\n  redirect_uri: ").concat(code.redirectUri, ",\n  scope: ").concat(code.scope, ",\n  state: randomBytes(8).toString('hex'),\n  code_challenge: createHash('sha256').update(verifier).digest('base64url'),\n  code_challenge_method: 'S256',\n}));\nconst terminal = createInterface({ input: process.stdin, output: process.stdout });\nconst code = await terminal.question('The code in the address to which you are sent back: ');\nterminal.close();\nconst answer = await fetch(").concat(code.token, ", {\n  method: 'POST',\n  body: new URLSearchParams({\n    grant_type: 'authorization_code',\n    client_id: ").concat(code.clientId, ",\n").concat(secret('    client_secret: process.env.CLIENT_SECRET,\n'), "    code,\n    redirect_uri: ").concat(code.redirectUri, ",\n    code_verifier: verifier,\n  }),\n});\nconst token = (await answer.json()).access_token;\nconst report = await fetch(").concat(code.report, ", {\n  headers: { Authorization: `Bearer ${code.token}` },\n});\nconsole.log(await report.json());")
    }
  };
}
// CONCATENATED MODULE: ./node_modules/@vue/cli-plugin-typescript/node_modules/cache-loader/dist/cjs.js??ref--14-0!./node_modules/babel-loader/lib!./node_modules/@vue/cli-plugin-typescript/node_modules/ts-loader??ref--14-2!./node_modules/@vue/cli-service/node_modules/cache-loader/dist/cjs.js??ref--0-0!./node_modules/@vue/cli-service/node_modules/vue-loader-v16/dist??ref--0-1!./plugins/OAuth2/vue/src/ClientSecret/RequestExample.vue?vue&type=script&lang=ts




/** A first request of a client in several languages, filled with its values. */

/* harmony default export */ var RequestExamplevue_type_script_lang_ts = (Object(external_commonjs_vue_commonjs2_vue_root_Vue_["defineComponent"])({
  components: {
    CopyButton: CopyButton
  },
  props: {
    client: {
      type: Object,
      required: true
    },

    /** The addresses of the endpoints, by name. */
    urls: {
      type: Object,
      required: true
    },

    /** True if the client can get tokens by itself. */
    actsByItself: {
      type: Boolean,
      required: true
    }
  },
  data: function data() {
    return {
      language: LANGUAGES[0]
    };
  },
  computed: {
    languages: function languages() {
      return LANGUAGES;
    },
    example: function example() {
      var client = this.client,
          urls = this.urls;
      var values = {
        clientId: client.client_id,
        hasSecret: client.type === 'confidential',
        scope: client.scopes[client.scopes.length - 1] || '',
        redirectUri: client.redirect_uris[0] || '',
        authorize: urls.authorize,
        token: urls.token,
        report: "".concat(baseOf(urls.issuer), "/index.php?module=API&method=VisitsSummary.get&idSite=1&period=day&date=yesterday&format=json")
      };
      return this.actsByItself ? clientCredentials(values) : authorizationCode(values);
    },
    code: function code() {
      return this.example.code[this.language];
    },
    guideUrl: function guideUrl() {
      return "index.php?module=OAuth2&action=guide&name=".concat(this.example.guide);
    }
  }
}));
// CONCATENATED MODULE: ./plugins/OAuth2/vue/src/ClientSecret/RequestExample.vue?vue&type=script&lang=ts
 
// CONCATENATED MODULE: ./plugins/OAuth2/vue/src/ClientSecret/RequestExample.vue



RequestExamplevue_type_script_lang_ts.render = RequestExamplevue_type_template_id_5ba17a52_render

/* harmony default export */ var RequestExample = (RequestExamplevue_type_script_lang_ts);
// CONCATENATED MODULE: ./node_modules/@vue/cli-plugin-typescript/node_modules/cache-loader/dist/cjs.js??ref--14-0!./node_modules/babel-loader/lib!./node_modules/@vue/cli-plugin-typescript/node_modules/ts-loader??ref--14-2!./node_modules/@vue/cli-service/node_modules/cache-loader/dist/cjs.js??ref--0-0!./node_modules/@vue/cli-service/node_modules/vue-loader-v16/dist??ref--0-1!./plugins/OAuth2/vue/src/ClientSecret/ClientSecret.vue?vue&type=script&lang=ts









var ClientSecretvue_type_script_lang_ts_TITLES = {
  created: 'OAuth2_ClientCreated',
  changed: 'OAuth2_ClientHasSecret',
  rotated: 'OAuth2_SecretRotated',
  recovered: 'OAuth2_SecretRecovered'
};
/** Shows a new secret until the user has stored it. It is in no URL or storage of the browser. */

/* harmony default export */ var ClientSecretvue_type_script_lang_ts = (Object(external_commonjs_vue_commonjs2_vue_root_Vue_["defineComponent"])({
  components: {
    Alert: external_CoreHome_["Alert"],
    ClientTrial: ClientTrial,
    ContentBlock: external_CoreHome_["ContentBlock"],
    CopyField: CopyField,
    RequestExample: RequestExample
  },
  props: {
    issued: {
      type: Object,
      required: true
    },
    reason: {
      type: String,
      required: true
    },

    /** Until when the secret before it works, UTC. */
    oldUntil: {
      type: String,
      default: null
    }
  },
  emits: ['done'],
  data: function data() {
    return {
      urls: null
    };
  },
  created: async function created() {
    try {
      this.urls = await call('OAuth2.getEndpoints');
    } catch (_unused) {// The secret is there; the tab of the endpoints has the addresses.
    }
  },
  computed: {
    actsByItself: function actsByItself() {
      var _this = this;

      return grantTypes().some(function (grant) {
        return grant.actsByItself && _this.issued.client.grant_types.includes(grant.name);
      });
    },
    isTestable: function isTestable() {
      return testedGrants(this.issued.client).length > 0;
    },
    title: function title() {
      return Object(external_CoreHome_["translate"])(ClientSecretvue_type_script_lang_ts_TITLES[this.reason]);
    },
    oldSecret: function oldSecret() {
      if (this.oldUntil) {
        return Object(external_CoreHome_["translate"])('OAuth2_OldSecretWorksUntil', formatTime(this.oldUntil));
      }

      return this.reason === 'rotated' ? Object(external_CoreHome_["translate"])('OAuth2_SecretOldEnded') : '';
    }
  }
}));
// CONCATENATED MODULE: ./plugins/OAuth2/vue/src/ClientSecret/ClientSecret.vue?vue&type=script&lang=ts
 
// CONCATENATED MODULE: ./plugins/OAuth2/vue/src/ClientSecret/ClientSecret.vue



ClientSecretvue_type_script_lang_ts.render = ClientSecretvue_type_template_id_8d631f58_render

/* harmony default export */ var ClientSecret = (ClientSecretvue_type_script_lang_ts);
// CONCATENATED MODULE: ./node_modules/@vue/cli-plugin-babel/node_modules/cache-loader/dist/cjs.js??ref--12-0!./node_modules/@vue/cli-plugin-babel/node_modules/thread-loader/dist/cjs.js!./node_modules/babel-loader/lib!./node_modules/@vue/cli-service/node_modules/vue-loader-v16/dist/templateLoader.js??ref--6!./node_modules/@vue/cli-service/node_modules/cache-loader/dist/cjs.js??ref--0-0!./node_modules/@vue/cli-service/node_modules/vue-loader-v16/dist??ref--0-1!./plugins/OAuth2/vue/src/DiscoveryBlock/DiscoveryBlock.vue?vue&type=template&id=041ec26d

var DiscoveryBlockvue_type_template_id_041ec26d_hoisted_1 = ["aria-disabled"];
var DiscoveryBlockvue_type_template_id_041ec26d_hoisted_2 = {
  role: "status",
  class: "oauth2-discovery"
};
var DiscoveryBlockvue_type_template_id_041ec26d_hoisted_3 = {
  role: "cell",
  class: "oauth2-first"
};
var DiscoveryBlockvue_type_template_id_041ec26d_hoisted_4 = {
  class: "oauth2-id"
};
var DiscoveryBlockvue_type_template_id_041ec26d_hoisted_5 = ["data-label"];
var DiscoveryBlockvue_type_template_id_041ec26d_hoisted_6 = ["data-label"];
var DiscoveryBlockvue_type_template_id_041ec26d_hoisted_7 = {
  key: 0,
  class: "oauth2-id"
};

var DiscoveryBlockvue_type_template_id_041ec26d_hoisted_8 = /*#__PURE__*/Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createTextVNode"])("–");

var DiscoveryBlockvue_type_template_id_041ec26d_hoisted_9 = ["data-label"];
var DiscoveryBlockvue_type_template_id_041ec26d_hoisted_10 = {
  key: 1
};
var DiscoveryBlockvue_type_template_id_041ec26d_hoisted_11 = {
  key: 2
};
var DiscoveryBlockvue_type_template_id_041ec26d_hoisted_12 = ["disabled"];
var DiscoveryBlockvue_type_template_id_041ec26d_hoisted_13 = ["disabled"];
function DiscoveryBlockvue_type_template_id_041ec26d_render(_ctx, _cache, $props, $setup, $data, $options) {
  var _component_ActivityIndicator = Object(external_commonjs_vue_commonjs2_vue_root_Vue_["resolveComponent"])("ActivityIndicator");

  var _component_Alert = Object(external_commonjs_vue_commonjs2_vue_root_Vue_["resolveComponent"])("Alert");

  var _component_RecordTable = Object(external_commonjs_vue_commonjs2_vue_root_Vue_["resolveComponent"])("RecordTable");

  var _component_CopyField = Object(external_commonjs_vue_commonjs2_vue_root_Vue_["resolveComponent"])("CopyField");

  var _component_LoadedBlock = Object(external_commonjs_vue_commonjs2_vue_root_Vue_["resolveComponent"])("LoadedBlock");

  return Object(external_commonjs_vue_commonjs2_vue_root_Vue_["openBlock"])(), Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createBlock"])(_component_LoadedBlock, {
    ref: "block",
    "content-title": _ctx.translate('OAuth2_Discovery'),
    load: _ctx.load
  }, {
    intro: Object(external_commonjs_vue_commonjs2_vue_root_Vue_["withCtx"])(function () {
      return [Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createElementVNode"])("p", null, Object(external_commonjs_vue_commonjs2_vue_root_Vue_["toDisplayString"])(_ctx.translate('OAuth2_DiscoveryIntro')), 1)];
    }),
    default: Object(external_commonjs_vue_commonjs2_vue_root_Vue_["withCtx"])(function () {
      return [Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createElementVNode"])("button", {
        type: "button",
        class: "btn",
        "aria-disabled": _ctx.testing,
        onClick: _cache[0] || (_cache[0] = function ($event) {
          return _ctx.test();
        })
      }, Object(external_commonjs_vue_commonjs2_vue_root_Vue_["toDisplayString"])(_ctx.translate('OAuth2_DiscoveryTest')), 9, DiscoveryBlockvue_type_template_id_041ec26d_hoisted_1), Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createVNode"])(_component_ActivityIndicator, {
        loading: _ctx.testing
      }, null, 8, ["loading"]), Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createElementVNode"])("div", DiscoveryBlockvue_type_template_id_041ec26d_hoisted_2, [_ctx.result ? (Object(external_commonjs_vue_commonjs2_vue_root_Vue_["openBlock"])(), Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createBlock"])(_component_Alert, {
        key: 0,
        severity: _ctx.severity
      }, {
        default: Object(external_commonjs_vue_commonjs2_vue_root_Vue_["withCtx"])(function () {
          return [Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createTextVNode"])(Object(external_commonjs_vue_commonjs2_vue_root_Vue_["toDisplayString"])(_ctx.result.text) + " " + Object(external_commonjs_vue_commonjs2_vue_root_Vue_["toDisplayString"])(_ctx.result.advice) + " ", 1), _ctx.state.cleanRoutes ? (Object(external_commonjs_vue_commonjs2_vue_root_Vue_["openBlock"])(), Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createElementBlock"])(external_commonjs_vue_commonjs2_vue_root_Vue_["Fragment"], {
            key: 0
          }, [Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createTextVNode"])(Object(external_commonjs_vue_commonjs2_vue_root_Vue_["toDisplayString"])(_ctx.translate('OAuth2_DiscoveryRoutes')), 1)], 64)) : Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createCommentVNode"])("", true)];
        }),
        _: 1
      }, 8, ["severity"])) : Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createCommentVNode"])("", true)]), _ctx.result ? (Object(external_commonjs_vue_commonjs2_vue_root_Vue_["openBlock"])(), Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createElementBlock"])(external_commonjs_vue_commonjs2_vue_root_Vue_["Fragment"], {
        key: 0
      }, [Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createElementVNode"])("p", null, [Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createTextVNode"])(Object(external_commonjs_vue_commonjs2_vue_root_Vue_["toDisplayString"])(_ctx.translate('OAuth2_DiscoveryAt', _ctx.time)), 1), _ctx.result.server ? (Object(external_commonjs_vue_commonjs2_vue_root_Vue_["openBlock"])(), Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createElementBlock"])(external_commonjs_vue_commonjs2_vue_root_Vue_["Fragment"], {
        key: 0
      }, [Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createTextVNode"])(" (" + Object(external_commonjs_vue_commonjs2_vue_root_Vue_["toDisplayString"])(_ctx.result.server) + ")", 1)], 64)) : Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createCommentVNode"])("", true), Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createTextVNode"])(" " + Object(external_commonjs_vue_commonjs2_vue_root_Vue_["toDisplayString"])(_ctx.result.note), 1)]), Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createVNode"])(_component_RecordTable, {
        caption: _ctx.translate('OAuth2_Discovery'),
        columns: ['OAuth2_DiscoveryAddress', 'OAuth2_DiscoveryResponse', 'OAuth2_DiscoveryFound', 'OAuth2_DiscoveryResult'],
        records: _ctx.result.probes,
        by: "url",
        none: _ctx.translate('OAuth2_DiscoveryIntro')
      }, {
        default: Object(external_commonjs_vue_commonjs2_vue_root_Vue_["withCtx"])(function (_ref) {
          var probe = _ref.record;
          return [Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createElementVNode"])("td", DiscoveryBlockvue_type_template_id_041ec26d_hoisted_3, [Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createTextVNode"])(Object(external_commonjs_vue_commonjs2_vue_root_Vue_["toDisplayString"])(probe.place_text) + " ", 1), Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createElementVNode"])("code", DiscoveryBlockvue_type_template_id_041ec26d_hoisted_4, Object(external_commonjs_vue_commonjs2_vue_root_Vue_["toDisplayString"])(probe.url), 1)]), Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createElementVNode"])("td", {
            role: "cell",
            "data-label": _ctx.translate('OAuth2_DiscoveryResponse')
          }, Object(external_commonjs_vue_commonjs2_vue_root_Vue_["toDisplayString"])(_ctx.response(probe)), 9, DiscoveryBlockvue_type_template_id_041ec26d_hoisted_5), Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createElementVNode"])("td", {
            role: "cell",
            "data-label": _ctx.translate('OAuth2_DiscoveryFound')
          }, [probe.found ? (Object(external_commonjs_vue_commonjs2_vue_root_Vue_["openBlock"])(), Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createElementBlock"])("code", DiscoveryBlockvue_type_template_id_041ec26d_hoisted_7, Object(external_commonjs_vue_commonjs2_vue_root_Vue_["toDisplayString"])(probe.found), 1)) : (Object(external_commonjs_vue_commonjs2_vue_root_Vue_["openBlock"])(), Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createElementBlock"])(external_commonjs_vue_commonjs2_vue_root_Vue_["Fragment"], {
            key: 1
          }, [DiscoveryBlockvue_type_template_id_041ec26d_hoisted_8], 64))], 8, DiscoveryBlockvue_type_template_id_041ec26d_hoisted_6), Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createElementVNode"])("td", {
            role: "cell",
            "data-label": _ctx.translate('OAuth2_DiscoveryResult')
          }, [Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createElementVNode"])("span", {
            class: Object(external_commonjs_vue_commonjs2_vue_root_Vue_["normalizeClass"])(["oauth2-state", _ctx.isFine(probe) ? 'oauth2-state-active' : 'oauth2-state-paused'])
          }, [Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createElementVNode"])("span", {
            class: Object(external_commonjs_vue_commonjs2_vue_root_Vue_["normalizeClass"])(_ctx.isFine(probe) ? 'icon-ok' : 'icon-warning'),
            "aria-hidden": "true"
          }, null, 2), Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createTextVNode"])(" " + Object(external_commonjs_vue_commonjs2_vue_root_Vue_["toDisplayString"])(probe.text), 1)], 2)], 8, DiscoveryBlockvue_type_template_id_041ec26d_hoisted_9)];
        }),
        _: 1
      }, 8, ["caption", "records", "none"]), _ctx.result.rules.length ? (Object(external_commonjs_vue_commonjs2_vue_root_Vue_["openBlock"])(), Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createElementBlock"])(external_commonjs_vue_commonjs2_vue_root_Vue_["Fragment"], {
        key: 0
      }, [Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createElementVNode"])("p", null, Object(external_commonjs_vue_commonjs2_vue_root_Vue_["toDisplayString"])(_ctx.translate('OAuth2_RulesIntro')), 1), (Object(external_commonjs_vue_commonjs2_vue_root_Vue_["openBlock"])(true), Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createElementBlock"])(external_commonjs_vue_commonjs2_vue_root_Vue_["Fragment"], null, Object(external_commonjs_vue_commonjs2_vue_root_Vue_["renderList"])(_ctx.result.rules, function (rule, index) {
        return Object(external_commonjs_vue_commonjs2_vue_root_Vue_["openBlock"])(), Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createBlock"])(_component_CopyField, {
          key: index,
          name: "oauth2Rule_".concat(index),
          label: _ctx.ruleLabel(rule),
          text: rule.lines
        }, null, 8, ["name", "label", "text"]);
      }), 128))], 64)) : Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createCommentVNode"])("", true)], 64)) : Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createCommentVNode"])("", true), Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createElementVNode"])("h3", null, Object(external_commonjs_vue_commonjs2_vue_root_Vue_["toDisplayString"])(_ctx.translate('OAuth2_Documents')), 1), !_ctx.state.documents.possible ? (Object(external_commonjs_vue_commonjs2_vue_root_Vue_["openBlock"])(), Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createElementBlock"])("p", DiscoveryBlockvue_type_template_id_041ec26d_hoisted_10, Object(external_commonjs_vue_commonjs2_vue_root_Vue_["toDisplayString"])(_ctx.translate('OAuth2_DocumentsIssuer', _ctx.state.issuer)), 1)) : (Object(external_commonjs_vue_commonjs2_vue_root_Vue_["openBlock"])(), Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createElementBlock"])("p", DiscoveryBlockvue_type_template_id_041ec26d_hoisted_11, [Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createTextVNode"])(Object(external_commonjs_vue_commonjs2_vue_root_Vue_["toDisplayString"])(_ctx.translate('OAuth2_DocumentsIntro', _ctx.state.documents.path)) + " ", 1), _ctx.state.documents.wanted ? (Object(external_commonjs_vue_commonjs2_vue_root_Vue_["openBlock"])(), Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createElementBlock"])(external_commonjs_vue_commonjs2_vue_root_Vue_["Fragment"], {
        key: 0
      }, [Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createTextVNode"])(Object(external_commonjs_vue_commonjs2_vue_root_Vue_["toDisplayString"])(_ctx.filesText) + " " + Object(external_commonjs_vue_commonjs2_vue_root_Vue_["toDisplayString"])(_ctx.state.documents.note), 1)], 64)) : Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createCommentVNode"])("", true)])), _ctx.state.documents.possible && (!_ctx.state.documents.wanted || !_ctx.complete) ? (Object(external_commonjs_vue_commonjs2_vue_root_Vue_["openBlock"])(), Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createElementBlock"])("button", {
        key: 3,
        type: "button",
        class: "btn btn-outline",
        disabled: _ctx.busy,
        onClick: _cache[1] || (_cache[1] = function ($event) {
          return _ctx.write(true);
        })
      }, Object(external_commonjs_vue_commonjs2_vue_root_Vue_["toDisplayString"])(_ctx.translate('OAuth2_DocumentsWrite')), 9, DiscoveryBlockvue_type_template_id_041ec26d_hoisted_12)) : Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createCommentVNode"])("", true), _ctx.state.documents.wanted || _ctx.some ? (Object(external_commonjs_vue_commonjs2_vue_root_Vue_["openBlock"])(), Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createElementBlock"])("button", {
        key: 4,
        type: "button",
        class: "btn btn-outline",
        disabled: _ctx.busy,
        onClick: _cache[2] || (_cache[2] = function ($event) {
          return _ctx.write(false);
        })
      }, Object(external_commonjs_vue_commonjs2_vue_root_Vue_["toDisplayString"])(_ctx.translate('OAuth2_DocumentsRemove')), 9, DiscoveryBlockvue_type_template_id_041ec26d_hoisted_13)) : Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createCommentVNode"])("", true)];
    }),
    _: 1
  }, 8, ["content-title", "load"]);
}
// CONCATENATED MODULE: ./plugins/OAuth2/vue/src/DiscoveryBlock/DiscoveryBlock.vue?vue&type=template&id=041ec26d

// CONCATENATED MODULE: ./node_modules/@vue/cli-plugin-typescript/node_modules/cache-loader/dist/cjs.js??ref--14-0!./node_modules/babel-loader/lib!./node_modules/@vue/cli-plugin-typescript/node_modules/ts-loader??ref--14-2!./node_modules/@vue/cli-service/node_modules/cache-loader/dist/cjs.js??ref--0-0!./node_modules/@vue/cli-service/node_modules/vue-loader-v16/dist??ref--0-1!./plugins/OAuth2/vue/src/DiscoveryBlock/DiscoveryBlock.vue?vue&type=script&lang=ts










var RULES = {
  nginx: 'OAuth2_RulesNginx',
  apache: 'OAuth2_RulesApache',
  htaccess: 'OAuth2_RulesHtaccess'
};
/** What applications find that know only the address of this Matomo, and what mends it. */

/* harmony default export */ var DiscoveryBlockvue_type_script_lang_ts = (Object(external_commonjs_vue_commonjs2_vue_root_Vue_["defineComponent"])({
  components: {
    ActivityIndicator: external_CoreHome_["ActivityIndicator"],
    Alert: external_CoreHome_["Alert"],
    CopyField: CopyField,
    LoadedBlock: LoadedBlock,
    RecordTable: RecordTable
  },
  data: function data() {
    return {
      state: {
        issuer: '',
        cleanRoutes: false,
        documents: {
          path: '',
          possible: true,
          wanted: false,
          files: {},
          note: ''
        },
        test: null
      },
      testing: false
    };
  },
  computed: {
    busy: function busy() {
      return PasswordPrompt_store.state.isBusy;
    },
    result: function result() {
      return this.state.test;
    },
    severity: function severity() {
      var _ref = this.result || {
        connects: ''
      },
          connects = _ref.connects;

      if (connects === 'all') {
        return 'success';
      }

      return ['lenient', 'unknown', 'unknown_name'].includes(connects) ? 'info' : 'warning';
    },
    time: function time() {
      return this.result ? formatTime(this.result.at) : '';
    },

    /** Whether all files are there. */
    complete: function complete() {
      return Object.values(this.state.documents.files).every(function (file) {
        return file === 'own';
      });
    },

    /** Whether one of them is there, also if nobody wants it any more. */
    some: function some() {
      return Object.values(this.state.documents.files).includes('own');
    },
    filesText: function filesText() {
      return Object(external_CoreHome_["translate"])(this.complete ? 'OAuth2_DocumentsWritten' : 'OAuth2_DocumentsIncomplete');
    }
  },
  methods: {
    isFine: function isFine(probe) {
      return probe.verdict === 'fine';
    },
    response: function response(probe) {
      return probe.status ? "".concat(probe.status, " ").concat(probe.type).trim() : '–';
    },
    ruleLabel: function ruleLabel(rule) {
      return Object(external_CoreHome_["translate"])(RULES[rule.server], rule.file);
    },
    load: async function load() {
      this.state = await call('OAuth2.getDiscovery');
    },
    test: async function test() {
      if (this.testing) {
        return;
      }

      clearNotification();
      this.testing = true;

      try {
        this.state = await call('OAuth2.testDiscovery');
      } catch (error) {
        notifyError(error);
      }

      this.testing = false;
    },
    write: async function write(written) {
      var _this = this;

      var label = Object(external_CoreHome_["translate"])(written ? 'OAuth2_DocumentsWrite' : 'OAuth2_DocumentsRemove');
      await makeChange(function () {
        return PasswordPrompt_store.confirm({
          title: label,
          fields: []
        }, function (passwordConfirmation) {
          return call('OAuth2.setDocuments', {
            written: written ? 1 : 0,
            passwordConfirmation: passwordConfirmation
          });
        });
      }, function () {
        return _this.$refs.block.refresh();
      }, function () {
        return notify('success', Object(external_CoreHome_["translate"])(written ? 'OAuth2_DocumentsWritten' : 'OAuth2_DocumentsRemoved'));
      });
    }
  }
}));
// CONCATENATED MODULE: ./plugins/OAuth2/vue/src/DiscoveryBlock/DiscoveryBlock.vue?vue&type=script&lang=ts
 
// CONCATENATED MODULE: ./plugins/OAuth2/vue/src/DiscoveryBlock/DiscoveryBlock.vue



DiscoveryBlockvue_type_script_lang_ts.render = DiscoveryBlockvue_type_template_id_041ec26d_render

/* harmony default export */ var DiscoveryBlock = (DiscoveryBlockvue_type_script_lang_ts);
// CONCATENATED MODULE: ./node_modules/@vue/cli-plugin-babel/node_modules/cache-loader/dist/cjs.js??ref--12-0!./node_modules/@vue/cli-plugin-babel/node_modules/thread-loader/dist/cjs.js!./node_modules/babel-loader/lib!./node_modules/@vue/cli-service/node_modules/vue-loader-v16/dist/templateLoader.js??ref--6!./node_modules/@vue/cli-service/node_modules/cache-loader/dist/cjs.js??ref--0-0!./node_modules/@vue/cli-service/node_modules/vue-loader-v16/dist??ref--0-1!./plugins/OAuth2/vue/src/EndpointList/EndpointList.vue?vue&type=template&id=d33fbf64

var EndpointListvue_type_template_id_d33fbf64_hoisted_1 = {
  class: "oauth2-others"
};
var EndpointListvue_type_template_id_d33fbf64_hoisted_2 = ["aria-disabled"];
var EndpointListvue_type_template_id_d33fbf64_hoisted_3 = {
  role: "status"
};
var EndpointListvue_type_template_id_d33fbf64_hoisted_4 = {
  key: 0,
  class: "oauth2-checks"
};
var EndpointListvue_type_template_id_d33fbf64_hoisted_5 = {
  key: 0,
  class: "oauth2-description"
};
var EndpointListvue_type_template_id_d33fbf64_hoisted_6 = {
  key: 1,
  class: "oauth2-id"
};
function EndpointListvue_type_template_id_d33fbf64_render(_ctx, _cache, $props, $setup, $data, $options) {
  var _component_CopyField = Object(external_commonjs_vue_commonjs2_vue_root_Vue_["resolveComponent"])("CopyField");

  var _component_Alert = Object(external_commonjs_vue_commonjs2_vue_root_Vue_["resolveComponent"])("Alert");

  var _component_ActivityIndicator = Object(external_commonjs_vue_commonjs2_vue_root_Vue_["resolveComponent"])("ActivityIndicator");

  var _component_LoadedBlock = Object(external_commonjs_vue_commonjs2_vue_root_Vue_["resolveComponent"])("LoadedBlock");

  return Object(external_commonjs_vue_commonjs2_vue_root_Vue_["openBlock"])(), Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createBlock"])(_component_LoadedBlock, {
    "content-title": _ctx.translate('OAuth2_Endpoints'),
    load: _ctx.load
  }, {
    default: Object(external_commonjs_vue_commonjs2_vue_root_Vue_["withCtx"])(function () {
      return [Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createElementVNode"])("p", null, Object(external_commonjs_vue_commonjs2_vue_root_Vue_["toDisplayString"])(_ctx.translate(_ctx.works.length ? 'OAuth2_CleanRoutesWork' : 'OAuth2_EndpointsIntro')), 1), (Object(external_commonjs_vue_commonjs2_vue_root_Vue_["openBlock"])(true), Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createElementBlock"])(external_commonjs_vue_commonjs2_vue_root_Vue_["Fragment"], null, Object(external_commonjs_vue_commonjs2_vue_root_Vue_["renderList"])(_ctx.names, function (name) {
        return Object(external_commonjs_vue_commonjs2_vue_root_Vue_["openBlock"])(), Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createBlock"])(_component_CopyField, {
          key: name,
          name: "oauth2Url_".concat(name),
          label: _ctx.label(name),
          text: _ctx.best(name)
        }, null, 8, ["name", "label", "text"]);
      }), 128)), Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createElementVNode"])("details", EndpointListvue_type_template_id_d33fbf64_hoisted_1, [Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createElementVNode"])("summary", null, Object(external_commonjs_vue_commonjs2_vue_root_Vue_["toDisplayString"])(_ctx.translate(_ctx.works.length ? 'OAuth2_PlainRoutes' : 'OAuth2_CleanRoutes')), 1), Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createElementVNode"])("p", null, Object(external_commonjs_vue_commonjs2_vue_root_Vue_["toDisplayString"])(_ctx.translate(_ctx.works.length ? 'OAuth2_PlainRoutesIntro' : 'OAuth2_CleanRoutesIntro')), 1), (Object(external_commonjs_vue_commonjs2_vue_root_Vue_["openBlock"])(true), Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createElementBlock"])(external_commonjs_vue_commonjs2_vue_root_Vue_["Fragment"], null, Object(external_commonjs_vue_commonjs2_vue_root_Vue_["renderList"])(_ctx.others, function (name) {
        return Object(external_commonjs_vue_commonjs2_vue_root_Vue_["openBlock"])(), Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createBlock"])(_component_CopyField, {
          key: name,
          name: "oauth2Other_".concat(name),
          label: _ctx.label(name),
          text: _ctx.works.includes(name) ? _ctx.urls[name] : _ctx.urls[_ctx.cleanOf(name)]
        }, null, 8, ["name", "label", "text"]);
      }), 128))]), Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createElementVNode"])("h3", null, Object(external_commonjs_vue_commonjs2_vue_root_Vue_["toDisplayString"])(_ctx.translate('OAuth2_Check')), 1), Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createElementVNode"])("p", null, Object(external_commonjs_vue_commonjs2_vue_root_Vue_["toDisplayString"])(_ctx.translate('OAuth2_CheckIntro')), 1), !_ctx.sameOrigin ? (Object(external_commonjs_vue_commonjs2_vue_root_Vue_["openBlock"])(), Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createBlock"])(_component_Alert, {
        key: 0,
        severity: "info"
      }, {
        default: Object(external_commonjs_vue_commonjs2_vue_root_Vue_["withCtx"])(function () {
          return [Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createTextVNode"])(Object(external_commonjs_vue_commonjs2_vue_root_Vue_["toDisplayString"])(_ctx.translate('OAuth2_CheckElsewhere', _ctx.urls.issuer)), 1)];
        }),
        _: 1
      })) : (Object(external_commonjs_vue_commonjs2_vue_root_Vue_["openBlock"])(), Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createElementBlock"])(external_commonjs_vue_commonjs2_vue_root_Vue_["Fragment"], {
        key: 1
      }, [Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createElementVNode"])("button", {
        type: "button",
        class: "btn btn-outline",
        "aria-disabled": _ctx.checking,
        onClick: _cache[0] || (_cache[0] = function ($event) {
          return _ctx.check();
        })
      }, Object(external_commonjs_vue_commonjs2_vue_root_Vue_["toDisplayString"])(_ctx.translate('OAuth2_CheckNow')), 9, EndpointListvue_type_template_id_d33fbf64_hoisted_2), Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createVNode"])(_component_ActivityIndicator, {
        loading: _ctx.checking
      }, null, 8, ["loading"]), Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createElementVNode"])("div", EndpointListvue_type_template_id_d33fbf64_hoisted_3, [_ctx.checked.length ? (Object(external_commonjs_vue_commonjs2_vue_root_Vue_["openBlock"])(), Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createElementBlock"])("ul", EndpointListvue_type_template_id_d33fbf64_hoisted_4, [(Object(external_commonjs_vue_commonjs2_vue_root_Vue_["openBlock"])(true), Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createElementBlock"])(external_commonjs_vue_commonjs2_vue_root_Vue_["Fragment"], null, Object(external_commonjs_vue_commonjs2_vue_root_Vue_["renderList"])(_ctx.checked, function (result) {
        return Object(external_commonjs_vue_commonjs2_vue_root_Vue_["openBlock"])(), Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createElementBlock"])("li", {
          key: result.name
        }, [Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createElementVNode"])("span", {
          class: Object(external_commonjs_vue_commonjs2_vue_root_Vue_["normalizeClass"])(["oauth2-state", result.ok ? 'oauth2-state-active' : 'oauth2-state-paused'])
        }, [Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createElementVNode"])("span", {
          class: Object(external_commonjs_vue_commonjs2_vue_root_Vue_["normalizeClass"])(result.ok ? 'icon-ok' : 'icon-warning'),
          "aria-hidden": "true"
        }, null, 2), Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createTextVNode"])(" " + Object(external_commonjs_vue_commonjs2_vue_root_Vue_["toDisplayString"])(_ctx.label(result.name)) + ": " + Object(external_commonjs_vue_commonjs2_vue_root_Vue_["toDisplayString"])(_ctx.translate(result.ok ? 'OAuth2_CheckAnswers' : 'OAuth2_CheckSilent')), 1)], 2), !result.ok ? (Object(external_commonjs_vue_commonjs2_vue_root_Vue_["openBlock"])(), Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createElementBlock"])("span", EndpointListvue_type_template_id_d33fbf64_hoisted_5, Object(external_commonjs_vue_commonjs2_vue_root_Vue_["toDisplayString"])(result.name === 'header' ? _ctx.translate('OAuth2_CheckHeaderHelp') : _ctx.translate('OAuth2_CheckRouteHelp')), 1)) : Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createCommentVNode"])("", true), !result.ok && result.name === 'header' ? (Object(external_commonjs_vue_commonjs2_vue_root_Vue_["openBlock"])(), Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createElementBlock"])("code", EndpointListvue_type_template_id_d33fbf64_hoisted_6, " SetEnvIf Authorization \"(.+)\" HTTP_AUTHORIZATION=$1 ")) : Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createCommentVNode"])("", true)]);
      }), 128))])) : Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createCommentVNode"])("", true)])], 64))];
    }),
    _: 1
  }, 8, ["content-title", "load"]);
}
// CONCATENATED MODULE: ./plugins/OAuth2/vue/src/EndpointList/EndpointList.vue?vue&type=template&id=d33fbf64

// CONCATENATED MODULE: ./plugins/OAuth2/vue/src/EndpointList/checks.ts
function checks_toConsumableArray(arr) { return checks_arrayWithoutHoles(arr) || checks_iterableToArray(arr) || checks_unsupportedIterableToArray(arr) || checks_nonIterableSpread(); }

function checks_nonIterableSpread() { throw new TypeError("Invalid attempt to spread non-iterable instance.\nIn order to be iterable, non-array objects must have a [Symbol.iterator]() method."); }

function checks_unsupportedIterableToArray(o, minLen) { if (!o) return; if (typeof o === "string") return checks_arrayLikeToArray(o, minLen); var n = Object.prototype.toString.call(o).slice(8, -1); if (n === "Object" && o.constructor) n = o.constructor.name; if (n === "Map" || n === "Set") return Array.from(o); if (n === "Arguments" || /^(?:Ui|I)nt(?:8|16|32)(?:Clamped)?Array$/.test(n)) return checks_arrayLikeToArray(o, minLen); }

function checks_iterableToArray(iter) { if (typeof Symbol !== "undefined" && iter[Symbol.iterator] != null || iter["@@iterator"] != null) return Array.from(iter); }

function checks_arrayWithoutHoles(arr) { if (Array.isArray(arr)) return checks_arrayLikeToArray(arr); }

function checks_arrayLikeToArray(arr, len) { if (len == null || len > arr.length) len = arr.length; for (var i = 0, arr2 = new Array(len); i < len; i++) { arr2[i] = arr[i]; } return arr2; }

/*!
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/** The name of an endpoint's clean route in API.getEndpoints. */

function cleanOf(name) {
  return "clean_".concat(name);
}
/** Sends a request as an application would, without the user's session. */

function checks_ask(url) {
  var options = arguments.length > 1 && arguments[1] !== undefined ? arguments[1] : {};
  return fetch(url, Object.assign({
    credentials: 'omit',
    cache: 'no-store'
  }, options));
}
/** Checks that the clean route of an endpoint leads to it. */


async function checks_answers(url, endpoint, issuer) {
  if (endpoint.usesSession) {
    return (await checks_ask(url, {
      redirect: 'manual'
    })).type === 'opaqueredirect';
  }

  if (endpoint.identifier) {
    return (await (await checks_ask(url)).json())[endpoint.identifier] === (endpoint.identifier === 'issuer' ? issuer : baseOf(issuer));
  } // A request without parameters is invalid: our endpoint answers with an error of RFC 6749.


  var answer = await checks_ask(url, {
    method: 'POST',
    body: new URLSearchParams()
  });
  return typeof (await answer.json()).error === 'string';
}
/**
 * The checks of the web server's configuration: clean routes and the Authorization header.
 *
 * @param urls from API.getEndpoints
 */


function checks(urls, endpoints) {
  return [].concat(checks_toConsumableArray(endpoints.filter(function (endpoint) {
    return endpoint.isRouteExample;
  }).map(function (endpoint) {
    return {
      name: cleanOf(endpoint.name),
      run: function run() {
        return checks_answers(urls[cleanOf(endpoint.name)], endpoint, urls.issuer);
      }
    };
  })), [{
    name: 'header',
    // The token is invalid: if the API refuses it, the header has reached PHP.
    run: async function run() {
      var answer = await checks_ask('index.php?module=API&method=API.getMatomoVersion&format=json', {
        headers: {
          Authorization: 'Bearer e30.e30.e30'
        }
      });
      return answer.status === 401 && (answer.headers.get('WWW-Authenticate') || '').includes('invalid_token');
    }
  }]);
}
// CONCATENATED MODULE: ./node_modules/@vue/cli-plugin-typescript/node_modules/cache-loader/dist/cjs.js??ref--14-0!./node_modules/babel-loader/lib!./node_modules/@vue/cli-plugin-typescript/node_modules/ts-loader??ref--14-2!./node_modules/@vue/cli-service/node_modules/cache-loader/dist/cjs.js??ref--0-0!./node_modules/@vue/cli-service/node_modules/vue-loader-v16/dist??ref--0-1!./plugins/OAuth2/vue/src/EndpointList/EndpointList.vue?vue&type=script&lang=ts







/** The titles of entries that are not endpoints. */

var LABELS = {
  issuer: 'OAuth2_SettingIssuer',
  header: 'OAuth2_CheckHeader'
};
/** The list of the URLs that applications are configured with, and a test of the web server. */

/* harmony default export */ var EndpointListvue_type_script_lang_ts = (Object(external_commonjs_vue_commonjs2_vue_root_Vue_["defineComponent"])({
  components: {
    ActivityIndicator: external_CoreHome_["ActivityIndicator"],
    Alert: external_CoreHome_["Alert"],
    CopyField: CopyField,
    LoadedBlock: LoadedBlock
  },
  data: function data() {
    return {
      urls: {},
      works: [],
      checking: false,
      checked: []
    };
  },
  computed: {
    /** The issuer and the endpoints, once each. */
    names: function names() {
      var _this = this;

      return Object.keys(this.urls).filter(function (name) {
        return !_this.isClean(name);
      });
    },

    /** The endpoints that have another address, too. */
    others: function others() {
      var _this2 = this;

      return this.names.filter(function (name) {
        return _this2.urls[cleanOf(name)];
      });
    },

    /** The test needs it: Matomo's Content-Security-Policy allows only its own origin. */
    sameOrigin: function sameOrigin() {
      return !!this.urls.issuer && new URL(this.urls.issuer).origin === window.location.origin;
    }
  },
  methods: {
    cleanOf: cleanOf,
    isClean: function isClean(name) {
      return endpoints().some(function (endpoint) {
        return cleanOf(endpoint.name) === name;
      });
    },

    /** The clean route where it works, because some apps cannot use a URL with a query. */
    best: function best(name) {
      return this.urls[this.works.includes(name) ? cleanOf(name) : name];
    },
    label: function label(name) {
      var endpoint = endpoints().find(function (one) {
        return one.name === name || cleanOf(one.name) === name;
      });

      if (endpoint) {
        return endpoint.title;
      }

      return LABELS[name] ? Object(external_CoreHome_["translate"])(LABELS[name]) : name;
    },
    load: async function load() {
      var urls = await call('OAuth2.getEndpoints');
      this.urls = urls;
      var tried = this.sameOrigin ? await this.results(checks(urls, endpoints())) : [];

      var answers = function answers(name) {
        return tried.some(function (one) {
          return one.name === cleanOf(name) && one.ok;
        });
      }; // One rule of the web server serves all routes that are no documents.


      var opened = endpoints().find(function (endpoint) {
        return endpoint.usesSession;
      });
      this.works = endpoints().filter(function (one) {
        return answers(one.identifier || !opened ? one.name : opened.name);
      }).map(function (_ref) {
        var name = _ref.name;
        return name;
      });
    },
    results: function results(list) {
      return Promise.all(list.map(async function (check) {
        return {
          name: check.name,
          ok: await check.run().catch(function () {
            return false;
          })
        };
      }));
    },
    check: async function check() {
      if (this.checking) {
        return;
      }

      this.checking = true;
      this.checked = await this.results(checks(this.urls, endpoints()));
      this.checking = false;
    }
  }
}));
// CONCATENATED MODULE: ./plugins/OAuth2/vue/src/EndpointList/EndpointList.vue?vue&type=script&lang=ts
 
// CONCATENATED MODULE: ./plugins/OAuth2/vue/src/EndpointList/EndpointList.vue



EndpointListvue_type_script_lang_ts.render = EndpointListvue_type_template_id_d33fbf64_render

/* harmony default export */ var EndpointList = (EndpointListvue_type_script_lang_ts);
// CONCATENATED MODULE: ./node_modules/@vue/cli-plugin-babel/node_modules/cache-loader/dist/cjs.js??ref--12-0!./node_modules/@vue/cli-plugin-babel/node_modules/thread-loader/dist/cjs.js!./node_modules/babel-loader/lib!./node_modules/@vue/cli-service/node_modules/vue-loader-v16/dist/templateLoader.js??ref--6!./node_modules/@vue/cli-service/node_modules/cache-loader/dist/cjs.js??ref--0-0!./node_modules/@vue/cli-service/node_modules/vue-loader-v16/dist??ref--0-1!./plugins/OAuth2/vue/src/PasswordPrompt/PasswordPrompt.vue?vue&type=template&id=125fa274

var PasswordPromptvue_type_template_id_125fa274_hoisted_1 = {
  key: 0
};
var PasswordPromptvue_type_template_id_125fa274_hoisted_2 = {
  key: 1,
  class: "oauth2-details"
};
var PasswordPromptvue_type_template_id_125fa274_hoisted_3 = {
  key: 2,
  class: "alert alert-danger",
  role: "alert"
};
function PasswordPromptvue_type_template_id_125fa274_render(_ctx, _cache, $props, $setup, $data, $options) {
  var _component_PromptChoice = Object(external_commonjs_vue_commonjs2_vue_root_Vue_["resolveComponent"])("PromptChoice");

  var _component_PasswordConfirmation = Object(external_commonjs_vue_commonjs2_vue_root_Vue_["resolveComponent"])("PasswordConfirmation");

  return Object(external_commonjs_vue_commonjs2_vue_root_Vue_["openBlock"])(), Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createBlock"])(_component_PasswordConfirmation, {
    key: _ctx.state.closings,
    role: "dialog",
    "aria-modal": "true",
    "aria-label": _ctx.state.question.title,
    "model-value": _ctx.state.isOpen,
    onConfirmed: _cache[0] || (_cache[0] = function ($event) {
      return _ctx.store.answer($event);
    }),
    "onUpdate:modelValue": _cache[1] || (_cache[1] = function ($event) {
      return _ctx.store.closed();
    })
  }, {
    default: Object(external_commonjs_vue_commonjs2_vue_root_Vue_["withCtx"])(function () {
      return [Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createElementVNode"])("h2", null, Object(external_commonjs_vue_commonjs2_vue_root_Vue_["toDisplayString"])(_ctx.state.question.title), 1), _ctx.state.question.text ? (Object(external_commonjs_vue_commonjs2_vue_root_Vue_["openBlock"])(), Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createElementBlock"])("p", PasswordPromptvue_type_template_id_125fa274_hoisted_1, Object(external_commonjs_vue_commonjs2_vue_root_Vue_["toDisplayString"])(_ctx.state.question.text), 1)) : Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createCommentVNode"])("", true), _ctx.state.question.details ? (Object(external_commonjs_vue_commonjs2_vue_root_Vue_["openBlock"])(), Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createElementBlock"])("ul", PasswordPromptvue_type_template_id_125fa274_hoisted_2, [(Object(external_commonjs_vue_commonjs2_vue_root_Vue_["openBlock"])(true), Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createElementBlock"])(external_commonjs_vue_commonjs2_vue_root_Vue_["Fragment"], null, Object(external_commonjs_vue_commonjs2_vue_root_Vue_["renderList"])(_ctx.state.question.details, function (detail) {
        return Object(external_commonjs_vue_commonjs2_vue_root_Vue_["openBlock"])(), Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createElementBlock"])("li", {
          key: detail
        }, Object(external_commonjs_vue_commonjs2_vue_root_Vue_["toDisplayString"])(detail), 1);
      }), 128))])) : Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createCommentVNode"])("", true), (Object(external_commonjs_vue_commonjs2_vue_root_Vue_["openBlock"])(true), Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createElementBlock"])(external_commonjs_vue_commonjs2_vue_root_Vue_["Fragment"], null, Object(external_commonjs_vue_commonjs2_vue_root_Vue_["renderList"])(_ctx.state.question.effects, function (effect) {
        return Object(external_commonjs_vue_commonjs2_vue_root_Vue_["openBlock"])(), Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createElementBlock"])("p", {
          key: effect,
          class: "oauth2-effect"
        }, Object(external_commonjs_vue_commonjs2_vue_root_Vue_["toDisplayString"])(effect), 1);
      }), 128)), (Object(external_commonjs_vue_commonjs2_vue_root_Vue_["openBlock"])(true), Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createElementBlock"])(external_commonjs_vue_commonjs2_vue_root_Vue_["Fragment"], null, Object(external_commonjs_vue_commonjs2_vue_root_Vue_["renderList"])(_ctx.fields, function (field) {
        return Object(external_commonjs_vue_commonjs2_vue_root_Vue_["openBlock"])(), Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createBlock"])(_component_PromptChoice, {
          key: field.name,
          field: field,
          value: _ctx.state.values[field.name],
          onChosen: function onChosen($event) {
            return _ctx.store.setValue(field.name, $event);
          }
        }, null, 8, ["field", "value", "onChosen"]);
      }), 128)), _ctx.state.problem ? (Object(external_commonjs_vue_commonjs2_vue_root_Vue_["openBlock"])(), Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createElementBlock"])("div", PasswordPromptvue_type_template_id_125fa274_hoisted_3, Object(external_commonjs_vue_commonjs2_vue_root_Vue_["toDisplayString"])(_ctx.state.problem), 1)) : Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createCommentVNode"])("", true)];
    }),
    _: 1
  }, 8, ["aria-label", "model-value"]);
}
// CONCATENATED MODULE: ./plugins/OAuth2/vue/src/PasswordPrompt/PasswordPrompt.vue?vue&type=template&id=125fa274

// CONCATENATED MODULE: ./node_modules/@vue/cli-plugin-babel/node_modules/cache-loader/dist/cjs.js??ref--12-0!./node_modules/@vue/cli-plugin-babel/node_modules/thread-loader/dist/cjs.js!./node_modules/babel-loader/lib!./node_modules/@vue/cli-service/node_modules/vue-loader-v16/dist/templateLoader.js??ref--6!./node_modules/@vue/cli-service/node_modules/cache-loader/dist/cjs.js??ref--0-0!./node_modules/@vue/cli-service/node_modules/vue-loader-v16/dist??ref--0-1!./plugins/OAuth2/vue/src/PasswordPrompt/PromptChoice.vue?vue&type=template&id=7a0a7418

var PromptChoicevue_type_template_id_7a0a7418_hoisted_1 = {
  key: 0,
  class: "oauth2-choice"
};
var PromptChoicevue_type_template_id_7a0a7418_hoisted_2 = ["name", "value", "checked", "onChange"];
var PromptChoicevue_type_template_id_7a0a7418_hoisted_3 = {
  key: 1,
  class: "oauth2-choice"
};
var PromptChoicevue_type_template_id_7a0a7418_hoisted_4 = ["name", "value"];
function PromptChoicevue_type_template_id_7a0a7418_render(_ctx, _cache, $props, $setup, $data, $options) {
  return _ctx.field.options ? (Object(external_commonjs_vue_commonjs2_vue_root_Vue_["openBlock"])(), Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createElementBlock"])("fieldset", PromptChoicevue_type_template_id_7a0a7418_hoisted_1, [Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createElementVNode"])("legend", null, Object(external_commonjs_vue_commonjs2_vue_root_Vue_["toDisplayString"])(_ctx.field.title), 1), (Object(external_commonjs_vue_commonjs2_vue_root_Vue_["openBlock"])(true), Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createElementBlock"])(external_commonjs_vue_commonjs2_vue_root_Vue_["Fragment"], null, Object(external_commonjs_vue_commonjs2_vue_root_Vue_["renderList"])(_ctx.field.options, function (option) {
    return Object(external_commonjs_vue_commonjs2_vue_root_Vue_["openBlock"])(), Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createElementBlock"])("label", {
      key: option.key
    }, [Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createElementVNode"])("input", {
      type: "radio",
      name: "oauth2Choice-".concat(_ctx.field.name),
      value: option.key,
      checked: option.key === _ctx.value,
      onChange: function onChange($event) {
        return _ctx.$emit('chosen', option.key);
      }
    }, null, 40, PromptChoicevue_type_template_id_7a0a7418_hoisted_2), Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createElementVNode"])("span", null, Object(external_commonjs_vue_commonjs2_vue_root_Vue_["toDisplayString"])(option.value), 1)]);
  }), 128))])) : (Object(external_commonjs_vue_commonjs2_vue_root_Vue_["openBlock"])(), Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createElementBlock"])("div", PromptChoicevue_type_template_id_7a0a7418_hoisted_3, [Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createElementVNode"])("label", null, [Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createTextVNode"])(Object(external_commonjs_vue_commonjs2_vue_root_Vue_["toDisplayString"])(_ctx.field.title) + " ", 1), Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createElementVNode"])("input", {
    type: "text",
    class: "browser-default",
    autocomplete: "off",
    spellcheck: "false",
    name: "oauth2Choice-".concat(_ctx.field.name),
    value: _ctx.value,
    onInput: _cache[0] || (_cache[0] = function ($event) {
      return _ctx.tell($event);
    })
  }, null, 40, PromptChoicevue_type_template_id_7a0a7418_hoisted_4)])]));
}
// CONCATENATED MODULE: ./plugins/OAuth2/vue/src/PasswordPrompt/PromptChoice.vue?vue&type=template&id=7a0a7418

// CONCATENATED MODULE: ./node_modules/@vue/cli-plugin-typescript/node_modules/cache-loader/dist/cjs.js??ref--14-0!./node_modules/babel-loader/lib!./node_modules/@vue/cli-plugin-typescript/node_modules/ts-loader??ref--14-2!./node_modules/@vue/cli-service/node_modules/cache-loader/dist/cjs.js??ref--0-0!./node_modules/@vue/cli-service/node_modules/vue-loader-v16/dist??ref--0-1!./plugins/OAuth2/vue/src/PasswordPrompt/PromptChoice.vue?vue&type=script&lang=ts

/** One field of the dialog that asks for the password. */

/* harmony default export */ var PromptChoicevue_type_script_lang_ts = (Object(external_commonjs_vue_commonjs2_vue_root_Vue_["defineComponent"])({
  props: {
    field: {
      type: Object,
      required: true
    },
    value: {
      type: String,
      required: true
    }
  },
  emits: ['chosen'],
  methods: {
    tell: function tell(event) {
      this.$emit('chosen', event.target.value);
    }
  }
}));
// CONCATENATED MODULE: ./plugins/OAuth2/vue/src/PasswordPrompt/PromptChoice.vue?vue&type=script&lang=ts
 
// CONCATENATED MODULE: ./plugins/OAuth2/vue/src/PasswordPrompt/PromptChoice.vue



PromptChoicevue_type_script_lang_ts.render = PromptChoicevue_type_template_id_7a0a7418_render

/* harmony default export */ var PromptChoice = (PromptChoicevue_type_script_lang_ts);
// CONCATENATED MODULE: ./node_modules/@vue/cli-plugin-typescript/node_modules/cache-loader/dist/cjs.js??ref--14-0!./node_modules/babel-loader/lib!./node_modules/@vue/cli-plugin-typescript/node_modules/ts-loader??ref--14-2!./node_modules/@vue/cli-service/node_modules/cache-loader/dist/cjs.js??ref--0-0!./node_modules/@vue/cli-service/node_modules/vue-loader-v16/dist??ref--0-1!./plugins/OAuth2/vue/src/PasswordPrompt/PasswordPrompt.vue?vue&type=script&lang=ts




/* harmony default export */ var PasswordPromptvue_type_script_lang_ts = (Object(external_commonjs_vue_commonjs2_vue_root_Vue_["defineComponent"])({
  components: {
    PasswordConfirmation: external_CorePluginsAdmin_["PasswordConfirmation"],
    PromptChoice: PromptChoice
  },
  computed: {
    store: function store() {
      return PasswordPrompt_store;
    },
    state: function state() {
      return PasswordPrompt_store.state;
    },

    /** The fields that the values chosen so far leave to ask for. */
    fields: function fields() {
      var _PasswordPromptStore$ = PasswordPrompt_store.state,
          question = _PasswordPromptStore$.question,
          values = _PasswordPromptStore$.values;
      return (question.fields || []).filter(function (_ref) {
        var onlyIf = _ref.onlyIf;
        return !onlyIf || values[onlyIf.field] === onlyIf.value;
      });
    }
  }
}));
// CONCATENATED MODULE: ./plugins/OAuth2/vue/src/PasswordPrompt/PasswordPrompt.vue?vue&type=script&lang=ts
 
// CONCATENATED MODULE: ./plugins/OAuth2/vue/src/PasswordPrompt/PasswordPrompt.vue



PasswordPromptvue_type_script_lang_ts.render = PasswordPromptvue_type_template_id_125fa274_render

/* harmony default export */ var PasswordPrompt = (PasswordPromptvue_type_script_lang_ts);
// CONCATENATED MODULE: ./node_modules/@vue/cli-plugin-babel/node_modules/cache-loader/dist/cjs.js??ref--12-0!./node_modules/@vue/cli-plugin-babel/node_modules/thread-loader/dist/cjs.js!./node_modules/babel-loader/lib!./node_modules/@vue/cli-service/node_modules/vue-loader-v16/dist/templateLoader.js??ref--6!./node_modules/@vue/cli-service/node_modules/cache-loader/dist/cjs.js??ref--0-0!./node_modules/@vue/cli-service/node_modules/vue-loader-v16/dist??ref--0-1!./plugins/OAuth2/vue/src/ServerSettings/ServerSettings.vue?vue&type=template&id=31ff6e61

var ServerSettingsvue_type_template_id_31ff6e61_hoisted_1 = ["href"];
function ServerSettingsvue_type_template_id_31ff6e61_render(_ctx, _cache, $props, $setup, $data, $options) {
  var _component_DurationField = Object(external_commonjs_vue_commonjs2_vue_root_Vue_["resolveComponent"])("DurationField");

  var _component_CheckedField = Object(external_commonjs_vue_commonjs2_vue_root_Vue_["resolveComponent"])("CheckedField");

  var _component_SubmitRow = Object(external_commonjs_vue_commonjs2_vue_root_Vue_["resolveComponent"])("SubmitRow");

  var _component_LoadedBlock = Object(external_commonjs_vue_commonjs2_vue_root_Vue_["resolveComponent"])("LoadedBlock");

  return Object(external_commonjs_vue_commonjs2_vue_root_Vue_["openBlock"])(), Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createBlock"])(_component_LoadedBlock, {
    "content-title": _ctx.translate('General_Settings'),
    load: _ctx.load
  }, {
    intro: Object(external_commonjs_vue_commonjs2_vue_root_Vue_["withCtx"])(function () {
      return [Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createElementVNode"])("p", null, [Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createTextVNode"])(Object(external_commonjs_vue_commonjs2_vue_root_Vue_["toDisplayString"])(_ctx.translate('OAuth2_SettingsIntro')) + " ", 1), Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createElementVNode"])("a", {
        href: _ctx.generalSettingsUrl
      }, Object(external_commonjs_vue_commonjs2_vue_root_Vue_["toDisplayString"])(_ctx.translate('CoreAdminHome_MenuGeneralSettings')), 9, ServerSettingsvue_type_template_id_31ff6e61_hoisted_1)])];
    }),
    default: Object(external_commonjs_vue_commonjs2_vue_root_Vue_["withCtx"])(function () {
      return [Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createElementVNode"])("form", {
        ref: "form",
        class: "oauth2-form oauth2-settings",
        novalidate: "",
        onSubmit: _cache[0] || (_cache[0] = Object(external_commonjs_vue_commonjs2_vue_root_Vue_["withModifiers"])(function ($event) {
          return _ctx.submit();
        }, ["prevent"]))
      }, [(Object(external_commonjs_vue_commonjs2_vue_root_Vue_["openBlock"])(true), Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createElementBlock"])(external_commonjs_vue_commonjs2_vue_root_Vue_["Fragment"], null, Object(external_commonjs_vue_commonjs2_vue_root_Vue_["renderList"])(_ctx.groups, function (group) {
        return Object(external_commonjs_vue_commonjs2_vue_root_Vue_["openBlock"])(), Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createElementBlock"])("fieldset", {
          key: group.name,
          class: "oauth2-group"
        }, [Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createElementVNode"])("legend", null, Object(external_commonjs_vue_commonjs2_vue_root_Vue_["toDisplayString"])(group.title), 1), (Object(external_commonjs_vue_commonjs2_vue_root_Vue_["openBlock"])(true), Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createElementBlock"])(external_commonjs_vue_commonjs2_vue_root_Vue_["Fragment"], null, Object(external_commonjs_vue_commonjs2_vue_root_Vue_["renderList"])(group.settings, function (setting) {
          return Object(external_commonjs_vue_commonjs2_vue_root_Vue_["openBlock"])(), Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createElementBlock"])(external_commonjs_vue_commonjs2_vue_root_Vue_["Fragment"], {
            key: setting.name
          }, [_ctx.rowOf(setting).unit ? (Object(external_commonjs_vue_commonjs2_vue_root_Vue_["openBlock"])(), Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createBlock"])(_component_DurationField, {
            key: 0,
            name: setting.name,
            title: _ctx.rowOf(setting).title,
            help: "".concat(_ctx.rowOf(setting).help, " ").concat(_ctx.rangeText(setting.name)),
            unit: _ctx.rowOf(setting).unit,
            most: _ctx.rowOf(setting).most * _ctx.rowOf(setting).unit,
            error: _ctx.errors[setting.name],
            "model-value": _ctx.amount(setting),
            "onUpdate:modelValue": function onUpdateModelValue($event) {
              return _ctx.values[setting.name] = $event;
            }
          }, null, 8, ["name", "title", "help", "unit", "most", "error", "model-value", "onUpdate:modelValue"])) : (Object(external_commonjs_vue_commonjs2_vue_root_Vue_["openBlock"])(), Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createBlock"])(_component_CheckedField, {
            key: 1,
            parameter: setting.name,
            uicontrol: setting.uiControl,
            "var-type": setting.type,
            name: setting.name,
            title: setting.title,
            "inline-help": setting.inlineHelp,
            options: setting.availableValues,
            error: _ctx.errors[setting.name],
            modelValue: _ctx.values[setting.name],
            "onUpdate:modelValue": function onUpdateModelValue($event) {
              return _ctx.values[setting.name] = $event;
            }
          }, null, 8, ["parameter", "uicontrol", "var-type", "name", "title", "inline-help", "options", "error", "modelValue", "onUpdate:modelValue"]))], 64);
        }), 128))]);
      }), 128)), Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createVNode"])(_component_SubmitRow, {
        label: _ctx.translate('General_Save'),
        saving: _ctx.saving
      }, null, 8, ["label", "saving"])], 544)];
    }),
    _: 1
  }, 8, ["content-title", "load"]);
}
// CONCATENATED MODULE: ./plugins/OAuth2/vue/src/ServerSettings/ServerSettings.vue?vue&type=template&id=31ff6e61

// CONCATENATED MODULE: ./node_modules/@vue/cli-plugin-babel/node_modules/cache-loader/dist/cjs.js??ref--12-0!./node_modules/@vue/cli-plugin-babel/node_modules/thread-loader/dist/cjs.js!./node_modules/babel-loader/lib!./node_modules/@vue/cli-service/node_modules/vue-loader-v16/dist/templateLoader.js??ref--6!./node_modules/@vue/cli-service/node_modules/cache-loader/dist/cjs.js??ref--0-0!./node_modules/@vue/cli-service/node_modules/vue-loader-v16/dist??ref--0-1!./plugins/OAuth2/vue/src/DurationField/DurationField.vue?vue&type=template&id=1b36d594

var DurationFieldvue_type_template_id_1b36d594_hoisted_1 = ["aria-label"];
var DurationFieldvue_type_template_id_1b36d594_hoisted_2 = ["for"];
var DurationFieldvue_type_template_id_1b36d594_hoisted_3 = {
  class: "oauth2-duration-row"
};
var DurationFieldvue_type_template_id_1b36d594_hoisted_4 = ["id", "value", "aria-invalid", "aria-describedby"];
var DurationFieldvue_type_template_id_1b36d594_hoisted_5 = ["aria-label", "value"];
var DurationFieldvue_type_template_id_1b36d594_hoisted_6 = ["value"];
var DurationFieldvue_type_template_id_1b36d594_hoisted_7 = ["id"];
function DurationFieldvue_type_template_id_1b36d594_render(_ctx, _cache, $props, $setup, $data, $options) {
  var _component_FieldError = Object(external_commonjs_vue_commonjs2_vue_root_Vue_["resolveComponent"])("FieldError");

  return Object(external_commonjs_vue_commonjs2_vue_root_Vue_["openBlock"])(), Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createElementBlock"])("div", {
    class: "oauth2-field oauth2-duration",
    role: "group",
    "aria-label": _ctx.title
  }, [Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createElementVNode"])("label", {
    for: _ctx.name
  }, Object(external_commonjs_vue_commonjs2_vue_root_Vue_["toDisplayString"])(_ctx.title), 9, DurationFieldvue_type_template_id_1b36d594_hoisted_2), Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createElementVNode"])("div", DurationFieldvue_type_template_id_1b36d594_hoisted_3, [Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createElementVNode"])("input", {
    id: _ctx.name,
    class: "browser-default",
    type: "text",
    inputmode: "decimal",
    autocomplete: "off",
    value: _ctx.amount,
    "aria-invalid": _ctx.error ? 'true' : undefined,
    "aria-describedby": _ctx.described,
    onInput: _cache[0] || (_cache[0] = function ($event) {
      _ctx.amount = _ctx.text($event);

      _ctx.tell();
    })
  }, null, 40, DurationFieldvue_type_template_id_1b36d594_hoisted_4), Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createElementVNode"])("select", {
    class: "browser-default",
    "aria-label": _ctx.translate('OAuth2_UnitOf', _ctx.title),
    value: _ctx.size,
    onChange: _cache[1] || (_cache[1] = function ($event) {
      _ctx.size = Number(_ctx.text($event));

      _ctx.tell();
    })
  }, [(Object(external_commonjs_vue_commonjs2_vue_root_Vue_["openBlock"])(true), Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createElementBlock"])(external_commonjs_vue_commonjs2_vue_root_Vue_["Fragment"], null, Object(external_commonjs_vue_commonjs2_vue_root_Vue_["renderList"])(_ctx.units, function (unit) {
    return Object(external_commonjs_vue_commonjs2_vue_root_Vue_["openBlock"])(), Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createElementBlock"])("option", {
      key: unit,
      value: unit
    }, Object(external_commonjs_vue_commonjs2_vue_root_Vue_["toDisplayString"])(_ctx.unitName(unit)), 9, DurationFieldvue_type_template_id_1b36d594_hoisted_6);
  }), 128))], 40, DurationFieldvue_type_template_id_1b36d594_hoisted_5)]), Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createVNode"])(_component_FieldError, {
    id: "oauth2-error-".concat(_ctx.name),
    error: _ctx.error
  }, null, 8, ["id", "error"]), Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createElementVNode"])("p", {
    id: "oauth2-help-".concat(_ctx.name),
    class: "oauth2-help"
  }, Object(external_commonjs_vue_commonjs2_vue_root_Vue_["toDisplayString"])(_ctx.help), 9, DurationFieldvue_type_template_id_1b36d594_hoisted_7)], 8, DurationFieldvue_type_template_id_1b36d594_hoisted_1);
}
// CONCATENATED MODULE: ./plugins/OAuth2/vue/src/DurationField/DurationField.vue?vue&type=template&id=1b36d594

// CONCATENATED MODULE: ./node_modules/@vue/cli-plugin-typescript/node_modules/cache-loader/dist/cjs.js??ref--14-0!./node_modules/babel-loader/lib!./node_modules/@vue/cli-plugin-typescript/node_modules/ts-loader??ref--14-2!./node_modules/@vue/cli-service/node_modules/cache-loader/dist/cjs.js??ref--0-0!./node_modules/@vue/cli-service/node_modules/vue-loader-v16/dist??ref--0-1!./plugins/OAuth2/vue/src/DurationField/DurationField.vue?vue&type=script&lang=ts



/** A number of seconds or days that is shown and entered in the unit that suits it. */

/* harmony default export */ var DurationFieldvue_type_script_lang_ts = (Object(external_commonjs_vue_commonjs2_vue_root_Vue_["defineComponent"])({
  components: {
    FieldError: FieldError
  },
  props: {
    name: {
      type: String,
      required: true
    },
    title: {
      type: String,
      required: true
    },
    help: {
      type: String,
      required: true
    },
    modelValue: {
      type: [Number, String],
      required: true
    },

    /** The number of seconds that 1 stands for. */
    unit: {
      type: Number,
      required: true
    },

    /** The greatest value, in seconds. */
    most: {
      type: Number,
      required: true
    },
    error: {
      type: String,
      default: ''
    }
  },
  emits: ['update:modelValue'],
  data: function data() {
    var _splitDuration = splitDuration(Number(this.modelValue) * this.unit, this.unit),
        amount = _splitDuration.amount,
        size = _splitDuration.size;

    return {
      amount: String(amount),
      size: size
    };
  },
  computed: {
    units: function units() {
      return durationUnits(this.unit, Math.max(this.most, this.size));
    },
    described: function described() {
      return "".concat(this.error ? "oauth2-error-".concat(this.name, " ") : '', "oauth2-help-").concat(this.name);
    }
  },
  methods: {
    unitName: unitName,
    text: function text(event) {
      return event.target.value;
    },

    /** Emits the value in the setting's own unit; a text that is no number, which is refused. */
    tell: function tell() {
      var amount = this.amount.trim().replace(',', '.');
      var value = Number(amount) * this.size / this.unit;
      this.$emit('update:modelValue', amount === '' || Number.isNaN(value) ? this.amount : Number(value.toFixed(6)));
    }
  }
}));
// CONCATENATED MODULE: ./plugins/OAuth2/vue/src/DurationField/DurationField.vue?vue&type=script&lang=ts
 
// CONCATENATED MODULE: ./plugins/OAuth2/vue/src/DurationField/DurationField.vue



DurationFieldvue_type_script_lang_ts.render = DurationFieldvue_type_template_id_1b36d594_render

/* harmony default export */ var DurationField = (DurationFieldvue_type_script_lang_ts);
// CONCATENATED MODULE: ./plugins/OAuth2/vue/src/ServerSettings/changes.ts
function changes_toConsumableArray(arr) { return changes_arrayWithoutHoles(arr) || changes_iterableToArray(arr) || changes_unsupportedIterableToArray(arr) || changes_nonIterableSpread(); }

function changes_nonIterableSpread() { throw new TypeError("Invalid attempt to spread non-iterable instance.\nIn order to be iterable, non-array objects must have a [Symbol.iterator]() method."); }

function changes_unsupportedIterableToArray(o, minLen) { if (!o) return; if (typeof o === "string") return changes_arrayLikeToArray(o, minLen); var n = Object.prototype.toString.call(o).slice(8, -1); if (n === "Object" && o.constructor) n = o.constructor.name; if (n === "Map" || n === "Set") return Array.from(o); if (n === "Arguments" || /^(?:Ui|I)nt(?:8|16|32)(?:Clamped)?Array$/.test(n)) return changes_arrayLikeToArray(o, minLen); }

function changes_iterableToArray(iter) { if (typeof Symbol !== "undefined" && iter[Symbol.iterator] != null || iter["@@iterator"] != null) return Array.from(iter); }

function changes_arrayWithoutHoles(arr) { if (Array.isArray(arr)) return changes_arrayLikeToArray(arr); }

function changes_arrayLikeToArray(arr, len) { if (len == null || len > arr.length) len = arr.length; for (var i = 0, arr2 = new Array(len); i < len; i++) { arr2[i] = arr[i]; } return arr2; }

/*!
 * SPDX-License-Identifier: GPL-3.0-or-later
 */




/** A value as the administrator knows it. */

function changes_shown(setting, value) {
  var _settingRow = settingRow(setting.name),
      unit = _settingRow.unit;

  if (unit) {
    return formatDuration(Number(value) * unit);
  }

  if (setting.type === 'boolean') {
    return Object(external_CoreHome_["translate"])(value ? 'General_Yes' : 'General_No');
  }

  var words = setting.availableValues;
  var text = Array.isArray(value) ? value.join(', ') : (words === null || words === void 0 ? void 0 : words[String(value)]) || String(value);
  return text || Object(external_CoreHome_["translate"])('OAuth2_SettingNone');
}
/** Describes a change of a setting, such as "Access token lifetime: 1 hour → 2 hours". */


function changeText(setting, value) {
  return "".concat(settingRow(setting.name).title, ": ").concat(changes_shown(setting, setting.value), " \u2192 ").concat(changes_shown(setting, value));
}
/** Says what the changes end, a sentence each. */

function endTexts(_ref) {
  var effects = _ref.effects,
      clients = _ref.clients;
  var switched = grantTypes().filter(function (grant) {
    return clients[grant.setting] !== undefined;
  });
  var names = switched.map(function (grant) {
    return grant.setting;
  });
  var moved = Object.keys(clients).filter(function (name) {
    return !names.includes(name);
  });
  var clientTexts = [].concat(changes_toConsumableArray(moved.map(function (name) {
    return Object(external_CoreHome_["translate"])('OAuth2_EffectsIssuer', "".concat(clients[name]));
  })), changes_toConsumableArray(switched.map(function (_ref2) {
    var title = _ref2.title,
        setting = _ref2.setting;
    return Object(external_CoreHome_["translate"])('OAuth2_EffectsGrantOff', title, "".concat(clients[setting]));
  })));
  return effects.authorizations || effects.own || !clientTexts.length ? [].concat(changes_toConsumableArray(clientTexts), changes_toConsumableArray(effectTexts(effects))) : clientTexts;
}
/** The range of a duration, such as "From 1 minute to 1 day."; empty for other settings. */

function rangeText(name) {
  var _settingRow2 = settingRow(name),
      unit = _settingRow2.unit,
      least = _settingRow2.least,
      most = _settingRow2.most;

  return unit ? Object(external_CoreHome_["translate"])('OAuth2_DurationRange', formatDuration(least * unit), formatDuration(most * unit)) : '';
}
/** The server's error in the words of the screen: the server speaks of seconds. */

function errorText(name, error) {
  var _settingRow3 = settingRow(name),
      unit = _settingRow3.unit,
      least = _settingRow3.least,
      most = _settingRow3.most;

  return unit ? Object(external_CoreHome_["translate"])('OAuth2_DurationOutOfRange', formatDuration(least * unit), formatDuration(most * unit)) : error;
}
// CONCATENATED MODULE: ./node_modules/@vue/cli-plugin-typescript/node_modules/cache-loader/dist/cjs.js??ref--14-0!./node_modules/babel-loader/lib!./node_modules/@vue/cli-plugin-typescript/node_modules/ts-loader??ref--14-2!./node_modules/@vue/cli-service/node_modules/cache-loader/dist/cjs.js??ref--0-0!./node_modules/@vue/cli-service/node_modules/vue-loader-v16/dist??ref--0-1!./plugins/OAuth2/vue/src/ServerSettings/ServerSettings.vue?vue&type=script&lang=ts
function ServerSettingsvue_type_script_lang_ts_slicedToArray(arr, i) { return ServerSettingsvue_type_script_lang_ts_arrayWithHoles(arr) || ServerSettingsvue_type_script_lang_ts_iterableToArrayLimit(arr, i) || ServerSettingsvue_type_script_lang_ts_unsupportedIterableToArray(arr, i) || ServerSettingsvue_type_script_lang_ts_nonIterableRest(); }

function ServerSettingsvue_type_script_lang_ts_nonIterableRest() { throw new TypeError("Invalid attempt to destructure non-iterable instance.\nIn order to be iterable, non-array objects must have a [Symbol.iterator]() method."); }

function ServerSettingsvue_type_script_lang_ts_unsupportedIterableToArray(o, minLen) { if (!o) return; if (typeof o === "string") return ServerSettingsvue_type_script_lang_ts_arrayLikeToArray(o, minLen); var n = Object.prototype.toString.call(o).slice(8, -1); if (n === "Object" && o.constructor) n = o.constructor.name; if (n === "Map" || n === "Set") return Array.from(o); if (n === "Arguments" || /^(?:Ui|I)nt(?:8|16|32)(?:Clamped)?Array$/.test(n)) return ServerSettingsvue_type_script_lang_ts_arrayLikeToArray(o, minLen); }

function ServerSettingsvue_type_script_lang_ts_arrayLikeToArray(arr, len) { if (len == null || len > arr.length) len = arr.length; for (var i = 0, arr2 = new Array(len); i < len; i++) { arr2[i] = arr[i]; } return arr2; }

function ServerSettingsvue_type_script_lang_ts_iterableToArrayLimit(arr, i) { var _i = arr == null ? null : typeof Symbol !== "undefined" && arr[Symbol.iterator] || arr["@@iterator"]; if (_i == null) return; var _arr = []; var _n = true; var _d = false; var _s, _e; try { for (_i = _i.call(arr); !(_n = (_s = _i.next()).done); _n = true) { _arr.push(_s.value); if (i && _arr.length === i) break; } } catch (err) { _d = true; _e = err; } finally { try { if (!_n && _i["return"] != null) _i["return"](); } finally { if (_d) throw _e; } } return _arr; }

function ServerSettingsvue_type_script_lang_ts_arrayWithHoles(arr) { if (Array.isArray(arr)) return arr; }
















function toPost(value) {
  if (typeof value === 'boolean') {
    return value ? '1' : '0';
  }

  if (typeof value === 'number') {
    return String(value);
  } // An empty list would not be sent at all, and the setting would keep its value.


  return Array.isArray(value) && !value.length ? '' : value;
}
/** The plugin's system settings, which are also under Matomo's general settings. */


/* harmony default export */ var ServerSettingsvue_type_script_lang_ts = (Object(external_commonjs_vue_commonjs2_vue_root_Vue_["defineComponent"])({
  components: {
    CheckedField: CheckedField,
    DurationField: DurationField,
    LoadedBlock: LoadedBlock,
    SubmitRow: SubmitRow
  },
  props: {
    generalSettingsUrl: {
      type: String,
      required: true
    }
  },
  data: function data() {
    return {
      settings: [],
      values: {},
      errors: {},
      saving: false
    };
  },
  created: function created() {
    var _this = this;

    guardLeaving(function () {
      return _this.changed.length > 0;
    });
  },
  unmounted: function unmounted() {
    stopGuarding();
  },
  computed: {
    /** The groups with their settings; one without a group is in the last group. */
    groups: function groups() {
      var _groups,
          _this2 = this;

      var groups = settingGroups();
      var last = (_groups = groups[groups.length - 1]) === null || _groups === void 0 ? void 0 : _groups.name;
      var known = groups.map(function (_ref) {
        var name = _ref.name;
        return name;
      });

      var groupOf = function groupOf(_ref2) {
        var name = _ref2.name;

        var _settingRow = settingRow(name),
            group = _settingRow.group;

        return known.includes(group) ? group : last;
      };

      return groups.map(function (group) {
        return Object.assign(Object.assign({}, group), {}, {
          settings: _this2.settings.filter(function (setting) {
            return groupOf(setting) === group.name;
          })
        });
      }).filter(function (group) {
        return group.settings.length;
      });
    },
    changed: function changed() {
      var _this3 = this;

      return this.settings.filter(function (setting) {
        return JSON.stringify(toPost(_this3.values[setting.name])) !== JSON.stringify(toPost(setting.value));
      });
    }
  },
  methods: {
    rangeText: rangeText,

    /** The value of a setting that is a time. */
    amount: function amount(_ref3) {
      var name = _ref3.name;
      return this.values[name];
    },
    rowOf: function rowOf(setting) {
      return settingRow(setting.name);
    },
    load: async function load() {
      this.settings = await getSettings();
      this.values = Object.fromEntries(this.settings.map(function (setting) {
        return [setting.name, setting.value];
      }));
    },
    submit: async function submit() {
      await fieldsAreTold();

      if (this.saving) {
        return;
      }

      this.saving = true;
      clearNotification();
      this.errors = {};

      try {
        if (this.changed.length) {
          await this.save();
        } else {
          notify('info', Object(external_CoreHome_["translate"])('OAuth2_NothingChanged'));
        }
      } catch (error) {
        notifyError(error);
      }

      this.saving = false;
    },
    save: async function save() {
      var _this4 = this;

      var changed = this.changed;
      var preview = await call('OAuth2.getSettingsPreview', {
        values: Object.fromEntries(changed.map(function (_ref4) {
          var name = _ref4.name;
          return [name, toPost(_this4.values[name])];
        }))
      });
      this.errors = Object.fromEntries(Object.entries(preview.errors).map(function (_ref5) {
        var _ref6 = ServerSettingsvue_type_script_lang_ts_slicedToArray(_ref5, 2),
            name = _ref6[0],
            error = _ref6[1];

        return [name, errorText(name, error)];
      }));

      if (Object.keys(this.errors).length) {
        await Object(external_commonjs_vue_commonjs2_vue_root_Vue_["nextTick"])();
        focusInvalid(this.$refs.form);
        return;
      }

      var settingValues = {
        OAuth2: changed.map(function (_ref7) {
          var name = _ref7.name;
          return {
            name: name,
            value: toPost(_this4.values[name])
          };
        })
      };
      var answer = await PasswordPrompt_store.confirm({
        title: Object(external_CoreHome_["translate"])('OAuth2_SettingsQuestion'),
        details: changed.map(function (setting) {
          return changeText(setting, _this4.values[setting.name]);
        }),
        effects: endTexts(preview)
      }, function (passwordConfirmation) {
        return call('CorePluginsAdmin.setSystemSettings', {
          settingValues: settingValues,
          passwordConfirmation: passwordConfirmation
        });
      });

      if (answer !== undefined) {
        this.settings = await getSettings();
        notify('success', Object(external_CoreHome_["translate"])('OAuth2_SettingsSaved'));
      }
    }
  }
}));
// CONCATENATED MODULE: ./plugins/OAuth2/vue/src/ServerSettings/ServerSettings.vue?vue&type=script&lang=ts
 
// CONCATENATED MODULE: ./plugins/OAuth2/vue/src/ServerSettings/ServerSettings.vue



ServerSettingsvue_type_script_lang_ts.render = ServerSettingsvue_type_template_id_31ff6e61_render

/* harmony default export */ var ServerSettings = (ServerSettingsvue_type_script_lang_ts);
// CONCATENATED MODULE: ./node_modules/@vue/cli-plugin-babel/node_modules/cache-loader/dist/cjs.js??ref--12-0!./node_modules/@vue/cli-plugin-babel/node_modules/thread-loader/dist/cjs.js!./node_modules/babel-loader/lib!./node_modules/@vue/cli-service/node_modules/vue-loader-v16/dist/templateLoader.js??ref--6!./node_modules/@vue/cli-service/node_modules/cache-loader/dist/cjs.js??ref--0-0!./node_modules/@vue/cli-service/node_modules/vue-loader-v16/dist??ref--0-1!./plugins/OAuth2/vue/src/SigningKeys/SigningKeys.vue?vue&type=template&id=95d63968

var SigningKeysvue_type_template_id_95d63968_hoisted_1 = {
  role: "cell",
  class: "oauth2-first"
};
var SigningKeysvue_type_template_id_95d63968_hoisted_2 = {
  class: "oauth2-id"
};
var SigningKeysvue_type_template_id_95d63968_hoisted_3 = ["data-label"];
var SigningKeysvue_type_template_id_95d63968_hoisted_4 = ["data-label"];
var SigningKeysvue_type_template_id_95d63968_hoisted_5 = ["data-label"];
var SigningKeysvue_type_template_id_95d63968_hoisted_6 = {
  class: "oauth2-description"
};
var SigningKeysvue_type_template_id_95d63968_hoisted_7 = {
  role: "cell",
  class: "oauth2-actions"
};
var SigningKeysvue_type_template_id_95d63968_hoisted_8 = ["disabled", "aria-label", "onClick"];
var SigningKeysvue_type_template_id_95d63968_hoisted_9 = ["disabled"];
function SigningKeysvue_type_template_id_95d63968_render(_ctx, _cache, $props, $setup, $data, $options) {
  var _component_DateTime = Object(external_commonjs_vue_commonjs2_vue_root_Vue_["resolveComponent"])("DateTime");

  var _component_StateLabel = Object(external_commonjs_vue_commonjs2_vue_root_Vue_["resolveComponent"])("StateLabel");

  var _component_RecordTable = Object(external_commonjs_vue_commonjs2_vue_root_Vue_["resolveComponent"])("RecordTable");

  var _component_ActivityIndicator = Object(external_commonjs_vue_commonjs2_vue_root_Vue_["resolveComponent"])("ActivityIndicator");

  var _component_LoadedBlock = Object(external_commonjs_vue_commonjs2_vue_root_Vue_["resolveComponent"])("LoadedBlock");

  return Object(external_commonjs_vue_commonjs2_vue_root_Vue_["openBlock"])(), Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createBlock"])(_component_LoadedBlock, {
    ref: "block",
    "content-title": _ctx.translate('OAuth2_SigningKeys'),
    load: _ctx.load
  }, {
    intro: Object(external_commonjs_vue_commonjs2_vue_root_Vue_["withCtx"])(function () {
      return [Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createElementVNode"])("p", null, Object(external_commonjs_vue_commonjs2_vue_root_Vue_["toDisplayString"])(_ctx.translate('OAuth2_SigningKeysIntro')), 1)];
    }),
    default: Object(external_commonjs_vue_commonjs2_vue_root_Vue_["withCtx"])(function () {
      return [Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createVNode"])(_component_RecordTable, {
        caption: _ctx.translate('OAuth2_SigningKeys'),
        columns: ['OAuth2_KeyId', 'OAuth2_Algorithm', 'OAuth2_Created', 'OAuth2_Status', 'General_Actions'],
        records: _ctx.keys,
        by: "kid",
        none: _ctx.translate('OAuth2_NoKeys')
      }, {
        default: Object(external_commonjs_vue_commonjs2_vue_root_Vue_["withCtx"])(function (_ref) {
          var key = _ref.record;
          return [Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createElementVNode"])("td", SigningKeysvue_type_template_id_95d63968_hoisted_1, [Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createElementVNode"])("code", SigningKeysvue_type_template_id_95d63968_hoisted_2, Object(external_commonjs_vue_commonjs2_vue_root_Vue_["toDisplayString"])(key.kid), 1)]), Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createElementVNode"])("td", {
            role: "cell",
            "data-label": _ctx.translate('OAuth2_Algorithm')
          }, Object(external_commonjs_vue_commonjs2_vue_root_Vue_["toDisplayString"])(key.algorithm), 9, SigningKeysvue_type_template_id_95d63968_hoisted_3), Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createElementVNode"])("td", {
            role: "cell",
            "data-label": _ctx.translate('OAuth2_Created')
          }, [Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createVNode"])(_component_DateTime, {
            time: key.created_at
          }, null, 8, ["time"])], 8, SigningKeysvue_type_template_id_95d63968_hoisted_4), Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createElementVNode"])("td", {
            role: "cell",
            "data-label": _ctx.translate('OAuth2_Status')
          }, [Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createVNode"])(_component_StateLabel, {
            state: key.state
          }, null, 8, ["state"]), Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createElementVNode"])("span", SigningKeysvue_type_template_id_95d63968_hoisted_6, Object(external_commonjs_vue_commonjs2_vue_root_Vue_["toDisplayString"])(_ctx.meaning(key)), 1)], 8, SigningKeysvue_type_template_id_95d63968_hoisted_5), Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createElementVNode"])("td", SigningKeysvue_type_template_id_95d63968_hoisted_7, [Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createElementVNode"])("button", {
            type: "button",
            class: "btn btn-small btn-outline",
            disabled: _ctx.busy,
            "aria-label": _ctx.translate('OAuth2_WithdrawKeyOf', key.kid),
            onClick: function onClick($event) {
              return _ctx.withdraw(key);
            }
          }, Object(external_commonjs_vue_commonjs2_vue_root_Vue_["toDisplayString"])(_ctx.translate('OAuth2_WithdrawKey')), 9, SigningKeysvue_type_template_id_95d63968_hoisted_8)])];
        }),
        _: 1
      }, 8, ["caption", "records", "none"]), Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createElementVNode"])("button", {
        type: "button",
        class: "btn btn-outline",
        disabled: _ctx.busy,
        onClick: _cache[0] || (_cache[0] = function ($event) {
          return _ctx.rotate();
        })
      }, Object(external_commonjs_vue_commonjs2_vue_root_Vue_["toDisplayString"])(_ctx.translate('OAuth2_RotateKeys')), 9, SigningKeysvue_type_template_id_95d63968_hoisted_9), Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createVNode"])(_component_ActivityIndicator, {
        loading: _ctx.busy && _ctx.rotating
      }, null, 8, ["loading"])];
    }),
    _: 1
  }, 8, ["content-title", "load"]);
}
// CONCATENATED MODULE: ./plugins/OAuth2/vue/src/SigningKeys/SigningKeys.vue?vue&type=template&id=95d63968

// CONCATENATED MODULE: ./node_modules/@vue/cli-plugin-typescript/node_modules/cache-loader/dist/cjs.js??ref--14-0!./node_modules/babel-loader/lib!./node_modules/@vue/cli-plugin-typescript/node_modules/ts-loader??ref--14-2!./node_modules/@vue/cli-service/node_modules/cache-loader/dist/cjs.js??ref--0-0!./node_modules/@vue/cli-service/node_modules/vue-loader-v16/dist??ref--0-1!./plugins/OAuth2/vue/src/SigningKeys/SigningKeys.vue?vue&type=script&lang=ts











/** The list of the keys that sign access tokens. */

/* harmony default export */ var SigningKeysvue_type_script_lang_ts = (Object(external_commonjs_vue_commonjs2_vue_root_Vue_["defineComponent"])({
  components: {
    ActivityIndicator: external_CoreHome_["ActivityIndicator"],
    DateTime: DateTime,
    LoadedBlock: LoadedBlock,
    RecordTable: RecordTable,
    StateLabel: StateLabel
  },
  data: function data() {
    return {
      keys: [],
      rotating: false
    };
  },
  computed: {
    busy: function busy() {
      return PasswordPrompt_store.state.isBusy;
    }
  },
  methods: {
    meaning: function meaning(key) {
      if (key.state === 'current') {
        return key.activated_at ? Object(external_CoreHome_["translate"])('OAuth2_KeyCurrentSince', formatTime(key.activated_at)) : '';
      }

      if (key.state === 'next') {
        return key.ready_at ? Object(external_CoreHome_["translate"])('OAuth2_KeyNextFrom', formatTime(key.ready_at)) : '';
      }

      return key.expires_at ? Object(external_CoreHome_["translate"])('OAuth2_KeyRetiredUntil', formatTime(key.expires_at)) : '';
    },
    ends: function ends(key, _ref) {
      var authorizations = _ref.authorizations,
          own = _ref.own;
      return key.state === 'next' ? Object(external_CoreHome_["translate"])('OAuth2_WithdrawKeyEndsNothing') : Object(external_CoreHome_["translate"])('OAuth2_WithdrawKeyEnds', "".concat(authorizations + own), "".concat(own));
    },
    load: async function load() {
      this.keys = await call('OAuth2.getKeys');
    },
    rotate: async function rotate() {
      var _this = this;

      this.rotating = true;
      await makeChange(function () {
        return PasswordPrompt_store.confirm({
          title: Object(external_CoreHome_["translate"])('OAuth2_RotateKeysQuestion'),
          text: Object(external_CoreHome_["translate"])('OAuth2_RotateKeysMeaning'),
          effects: [Object(external_CoreHome_["translate"])('OAuth2_RotateKeysEnds')]
        }, function (passwordConfirmation) {
          return call('OAuth2.rotateKeys', {
            passwordConfirmation: passwordConfirmation
          });
        });
      }, function () {
        return _this.$refs.block.refresh();
      }, function (_ref2) {
        var rotated = _ref2.rotated,
            wait = _ref2.wait;
        return rotated ? notify('success', Object(external_CoreHome_["translate"])('OAuth2_KeysRotated')) : notify('info', Object(external_CoreHome_["translate"])('OAuth2_KeysWait', formatWait(wait)));
      });
      this.rotating = false;
    },
    withdraw: async function withdraw(key) {
      var _this2 = this;

      await makeChange(async function () {
        return PasswordPrompt_store.confirm({
          title: Object(external_CoreHome_["translate"])('OAuth2_WithdrawKeyQuestion'),
          text: Object(external_CoreHome_["translate"])('OAuth2_WithdrawKeyMeaning'),
          effects: [_this2.ends(key, await call('OAuth2.getKeyEffects', {
            kid: key.kid
          }))]
        }, function (passwordConfirmation) {
          return call('OAuth2.withdrawKey', {
            kid: key.kid,
            passwordConfirmation: passwordConfirmation
          });
        });
      }, function () {
        return _this2.$refs.block.refresh();
      }, function () {
        return notify('success', Object(external_CoreHome_["translate"])('OAuth2_KeyWithdrawn'));
      });
    }
  }
}));
// CONCATENATED MODULE: ./plugins/OAuth2/vue/src/SigningKeys/SigningKeys.vue?vue&type=script&lang=ts
 
// CONCATENATED MODULE: ./plugins/OAuth2/vue/src/SigningKeys/SigningKeys.vue



SigningKeysvue_type_script_lang_ts.render = SigningKeysvue_type_template_id_95d63968_render

/* harmony default export */ var SigningKeys = (SigningKeysvue_type_script_lang_ts);
// CONCATENATED MODULE: ./node_modules/@vue/cli-plugin-babel/node_modules/cache-loader/dist/cjs.js??ref--12-0!./node_modules/@vue/cli-plugin-babel/node_modules/thread-loader/dist/cjs.js!./node_modules/babel-loader/lib!./node_modules/@vue/cli-service/node_modules/vue-loader-v16/dist/templateLoader.js??ref--6!./node_modules/@vue/cli-service/node_modules/cache-loader/dist/cjs.js??ref--0-0!./node_modules/@vue/cli-service/node_modules/vue-loader-v16/dist??ref--0-1!./plugins/OAuth2/vue/src/TabBar/TabBar.vue?vue&type=template&id=4fdf7906

var TabBarvue_type_template_id_4fdf7906_hoisted_1 = ["aria-label"];
var TabBarvue_type_template_id_4fdf7906_hoisted_2 = ["href", "aria-current"];
function TabBarvue_type_template_id_4fdf7906_render(_ctx, _cache, $props, $setup, $data, $options) {
  return Object(external_commonjs_vue_commonjs2_vue_root_Vue_["openBlock"])(), Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createElementBlock"])("div", {
    class: "oauth2-tabs",
    role: "navigation",
    "aria-label": _ctx.translate('OAuth2_TabsLabel')
  }, [Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createElementVNode"])("ul", null, [(Object(external_commonjs_vue_commonjs2_vue_root_Vue_["openBlock"])(true), Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createElementBlock"])(external_commonjs_vue_commonjs2_vue_root_Vue_["Fragment"], null, Object(external_commonjs_vue_commonjs2_vue_root_Vue_["renderList"])(_ctx.tabs, function (title, name) {
    return Object(external_commonjs_vue_commonjs2_vue_root_Vue_["openBlock"])(), Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createElementBlock"])("li", {
      key: name
    }, [Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createElementVNode"])("a", {
      href: _ctx.link(name),
      "aria-current": name === _ctx.current ? 'page' : undefined,
      onClick: _cache[0] || (_cache[0] = function ($event) {
        return _ctx.clearNotification();
      })
    }, Object(external_commonjs_vue_commonjs2_vue_root_Vue_["toDisplayString"])(_ctx.translate(title)), 9, TabBarvue_type_template_id_4fdf7906_hoisted_2)]);
  }), 128))])], 8, TabBarvue_type_template_id_4fdf7906_hoisted_1);
}
// CONCATENATED MODULE: ./plugins/OAuth2/vue/src/TabBar/TabBar.vue?vue&type=template&id=4fdf7906

// CONCATENATED MODULE: ./node_modules/@vue/cli-plugin-typescript/node_modules/cache-loader/dist/cjs.js??ref--14-0!./node_modules/babel-loader/lib!./node_modules/@vue/cli-plugin-typescript/node_modules/ts-loader??ref--14-2!./node_modules/@vue/cli-service/node_modules/cache-loader/dist/cjs.js??ref--0-0!./node_modules/@vue/cli-service/node_modules/vue-loader-v16/dist??ref--0-1!./plugins/OAuth2/vue/src/TabBar/TabBar.vue?vue&type=script&lang=ts




/** The tabs of the administrator's page. They are links, so that each has an address. */

/* harmony default export */ var TabBarvue_type_script_lang_ts = (Object(external_commonjs_vue_commonjs2_vue_root_Vue_["defineComponent"])({
  props: {
    current: {
      type: String,
      required: true
    }
  },
  computed: {
    tabs: function tabs() {
      return TABS;
    }
  },
  methods: {
    clearNotification: clearNotification,
    link: routes_link
  }
}));
// CONCATENATED MODULE: ./plugins/OAuth2/vue/src/TabBar/TabBar.vue?vue&type=script&lang=ts
 
// CONCATENATED MODULE: ./plugins/OAuth2/vue/src/TabBar/TabBar.vue



TabBarvue_type_script_lang_ts.render = TabBarvue_type_template_id_4fdf7906_render

/* harmony default export */ var TabBar = (TabBarvue_type_script_lang_ts);
// CONCATENATED MODULE: ./node_modules/@vue/cli-plugin-typescript/node_modules/cache-loader/dist/cjs.js??ref--14-0!./node_modules/babel-loader/lib!./node_modules/@vue/cli-plugin-typescript/node_modules/ts-loader??ref--14-2!./node_modules/@vue/cli-service/node_modules/cache-loader/dist/cjs.js??ref--0-0!./node_modules/@vue/cli-service/node_modules/vue-loader-v16/dist??ref--0-1!./plugins/OAuth2/vue/src/ManageOAuth2/ManageOAuth2.vue?vue&type=script&lang=ts

















/** The page Administration → Platform → OAuth2. */

/* harmony default export */ var ManageOAuth2vue_type_script_lang_ts = (Object(external_commonjs_vue_commonjs2_vue_root_Vue_["defineComponent"])({
  components: {
    AssistantList: AssistantList,
    ClientForm: ClientForm,
    ClientList: ClientList,
    ClientPage: ClientPage,
    ClientSecret: ClientSecret,
    DiscoveryBlock: DiscoveryBlock,
    EndpointList: EndpointList,
    PasswordPrompt: PasswordPrompt,
    ServerSettings: ServerSettings,
    SigningKeys: SigningKeys,
    TabBar: TabBar
  },
  props: {
    clock: {
      type: Number,
      required: true
    },
    lists: {
      type: Object,
      required: true
    },
    generalSettingsUrl: {
      type: String,
      required: true
    }
  },
  created: function created() {
    useClock(this.clock);
    useLists(this.lists);
    recoverSecret(routes_route.value.clientId);
  },
  computed: {
    route: function route() {
      return routes_route.value;
    },
    tab: function tab() {
      return routes_tab.value;
    },
    shown: function shown() {
      return shownSecret.value;
    }
  },
  watch: {
    route: function route() {
      this.focus();
    },
    shown: function shown() {
      this.focus();
    }
  },
  methods: {
    focus: function focus() {
      var _this = this;

      Object(external_commonjs_vue_commonjs2_vue_root_Vue_["nextTick"])(function () {
        return focusHeading(_this.$refs.root);
      });
    },
    leaveSecret: function leaveSecret() {
      confirmSecret();
      go('clients');
    }
  }
}));
// CONCATENATED MODULE: ./plugins/OAuth2/vue/src/ManageOAuth2/ManageOAuth2.vue?vue&type=script&lang=ts
 
// CONCATENATED MODULE: ./plugins/OAuth2/vue/src/ManageOAuth2/ManageOAuth2.vue



ManageOAuth2vue_type_script_lang_ts.render = render

/* harmony default export */ var ManageOAuth2 = (ManageOAuth2vue_type_script_lang_ts);
// CONCATENATED MODULE: ./node_modules/@vue/cli-plugin-babel/node_modules/cache-loader/dist/cjs.js??ref--12-0!./node_modules/@vue/cli-plugin-babel/node_modules/thread-loader/dist/cjs.js!./node_modules/babel-loader/lib!./node_modules/@vue/cli-service/node_modules/vue-loader-v16/dist/templateLoader.js??ref--6!./node_modules/@vue/cli-service/node_modules/cache-loader/dist/cjs.js??ref--0-0!./node_modules/@vue/cli-service/node_modules/vue-loader-v16/dist??ref--0-1!./plugins/OAuth2/vue/src/AuthorizedApps/AuthorizedApps.vue?vue&type=template&id=3943af52

var AuthorizedAppsvue_type_template_id_3943af52_hoisted_1 = {
  class: "oauth2"
};
var AuthorizedAppsvue_type_template_id_3943af52_hoisted_2 = {
  key: 0,
  class: "oauth2-empty"
};
var AuthorizedAppsvue_type_template_id_3943af52_hoisted_3 = {
  class: "oauth2-app-head"
};
var AuthorizedAppsvue_type_template_id_3943af52_hoisted_4 = ["disabled", "aria-label", "onClick"];
var AuthorizedAppsvue_type_template_id_3943af52_hoisted_5 = {
  role: "cell",
  class: "oauth2-first"
};
var AuthorizedAppsvue_type_template_id_3943af52_hoisted_6 = {
  class: "oauth2-description"
};
var AuthorizedAppsvue_type_template_id_3943af52_hoisted_7 = {
  key: 0,
  class: "oauth2-description"
};
var AuthorizedAppsvue_type_template_id_3943af52_hoisted_8 = {
  key: 1,
  class: "oauth2-ended"
};
var AuthorizedAppsvue_type_template_id_3943af52_hoisted_9 = {
  role: "cell",
  class: "oauth2-first"
};
var AuthorizedAppsvue_type_template_id_3943af52_hoisted_10 = ["data-label"];
var AuthorizedAppsvue_type_template_id_3943af52_hoisted_11 = {
  class: "ui-confirm"
};
var AuthorizedAppsvue_type_template_id_3943af52_hoisted_12 = {
  class: "oauth2-ends"
};
var AuthorizedAppsvue_type_template_id_3943af52_hoisted_13 = ["value"];
var AuthorizedAppsvue_type_template_id_3943af52_hoisted_14 = ["value"];
function AuthorizedAppsvue_type_template_id_3943af52_render(_ctx, _cache, $props, $setup, $data, $options) {
  var _component_AppName = Object(external_commonjs_vue_commonjs2_vue_root_Vue_["resolveComponent"])("AppName");

  var _component_AuthorizationPlaces = Object(external_commonjs_vue_commonjs2_vue_root_Vue_["resolveComponent"])("AuthorizationPlaces");

  var _component_AuthorizationTable = Object(external_commonjs_vue_commonjs2_vue_root_Vue_["resolveComponent"])("AuthorizationTable");

  var _component_LoadedBlock = Object(external_commonjs_vue_commonjs2_vue_root_Vue_["resolveComponent"])("LoadedBlock");

  var _component_MatomoDialog = Object(external_commonjs_vue_commonjs2_vue_root_Vue_["resolveComponent"])("MatomoDialog");

  return Object(external_commonjs_vue_commonjs2_vue_root_Vue_["openBlock"])(), Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createElementBlock"])("div", AuthorizedAppsvue_type_template_id_3943af52_hoisted_1, [Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createVNode"])(_component_LoadedBlock, {
    ref: "block",
    "content-title": _ctx.translate('OAuth2_AuthorizedApps'),
    load: _ctx.load
  }, {
    intro: Object(external_commonjs_vue_commonjs2_vue_root_Vue_["withCtx"])(function () {
      return [Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createElementVNode"])("p", null, Object(external_commonjs_vue_commonjs2_vue_root_Vue_["toDisplayString"])(_ctx.translate('OAuth2_AuthorizedAppsIntro')), 1)];
    }),
    default: Object(external_commonjs_vue_commonjs2_vue_root_Vue_["withCtx"])(function () {
      return [!_ctx.apps.length ? (Object(external_commonjs_vue_commonjs2_vue_root_Vue_["openBlock"])(), Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createElementBlock"])("p", AuthorizedAppsvue_type_template_id_3943af52_hoisted_2, Object(external_commonjs_vue_commonjs2_vue_root_Vue_["toDisplayString"])(_ctx.translate('OAuth2_NoAuthorizedApps')), 1)) : Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createCommentVNode"])("", true), (Object(external_commonjs_vue_commonjs2_vue_root_Vue_["openBlock"])(true), Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createElementBlock"])(external_commonjs_vue_commonjs2_vue_root_Vue_["Fragment"], null, Object(external_commonjs_vue_commonjs2_vue_root_Vue_["renderList"])(_ctx.apps, function (app) {
        return Object(external_commonjs_vue_commonjs2_vue_root_Vue_["openBlock"])(), Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createElementBlock"])("section", {
          key: app[0].client_id,
          class: "oauth2-app"
        }, [Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createElementVNode"])("div", AuthorizedAppsvue_type_template_id_3943af52_hoisted_3, [Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createElementVNode"])("h3", null, [Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createVNode"])(_component_AppName, {
          authorization: app[0]
        }, null, 8, ["authorization"])]), app.length > 1 ? (Object(external_commonjs_vue_commonjs2_vue_root_Vue_["openBlock"])(), Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createElementBlock"])("button", {
          key: 0,
          type: "button",
          class: "btn btn-small btn-outline",
          disabled: _ctx.busy,
          "aria-label": _ctx.translate('OAuth2_RevokeAllWhat', app[0].client_name),
          onClick: function onClick($event) {
            return _ctx.ask(app, true);
          }
        }, Object(external_commonjs_vue_commonjs2_vue_root_Vue_["toDisplayString"])(_ctx.translate('OAuth2_RevokeAll')), 9, AuthorizedAppsvue_type_template_id_3943af52_hoisted_4)) : Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createCommentVNode"])("", true)]), Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createVNode"])(_component_AuthorizationTable, {
          caption: app[0].client_name,
          authorizations: app,
          none: "",
          columns: ['OAuth2_MayDo'],
          since: 'OAuth2_Allowed',
          "revoke-label": 'OAuth2_RevokeWhat',
          busy: _ctx.busy,
          onRevoke: _cache[0] || (_cache[0] = function ($event) {
            return _ctx.ask([$event], false);
          })
        }, {
          default: Object(external_commonjs_vue_commonjs2_vue_root_Vue_["withCtx"])(function (_ref) {
            var authorization = _ref.authorization;
            return [Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createElementVNode"])("td", AuthorizedAppsvue_type_template_id_3943af52_hoisted_5, [Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createElementVNode"])("strong", null, Object(external_commonjs_vue_commonjs2_vue_root_Vue_["toDisplayString"])(_ctx.scopeTitle(authorization.scope)), 1), Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createElementVNode"])("span", AuthorizedAppsvue_type_template_id_3943af52_hoisted_6, Object(external_commonjs_vue_commonjs2_vue_root_Vue_["toDisplayString"])(_ctx.scopeMeaning(authorization.scope)), 1), _ctx.actsByItself(authorization) ? (Object(external_commonjs_vue_commonjs2_vue_root_Vue_["openBlock"])(), Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createElementBlock"])("span", AuthorizedAppsvue_type_template_id_3943af52_hoisted_7, Object(external_commonjs_vue_commonjs2_vue_root_Vue_["toDisplayString"])(_ctx.translate('OAuth2_ActsByItself')), 1)) : Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createCommentVNode"])("", true), Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createVNode"])(_component_AuthorizationPlaces, {
              authorization: authorization
            }, null, 8, ["authorization"])])];
          }),
          _: 2
        }, 1032, ["caption", "authorizations", "busy"])]);
      }), 128)), _ctx.ended.length ? (Object(external_commonjs_vue_commonjs2_vue_root_Vue_["openBlock"])(), Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createElementBlock"])("details", AuthorizedAppsvue_type_template_id_3943af52_hoisted_8, [Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createElementVNode"])("summary", null, Object(external_commonjs_vue_commonjs2_vue_root_Vue_["toDisplayString"])(_ctx.translate('OAuth2_AppsEnded', "".concat(_ctx.ended.length))), 1), Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createVNode"])(_component_AuthorizationTable, {
        caption: _ctx.translate('OAuth2_AppsEnded', "".concat(_ctx.ended.length)),
        authorizations: _ctx.ended,
        none: "",
        columns: ['OAuth2_App', 'OAuth2_MayDo'],
        since: 'OAuth2_Allowed',
        "revoke-label": 'OAuth2_RevokeWhat',
        busy: _ctx.busy
      }, {
        default: Object(external_commonjs_vue_commonjs2_vue_root_Vue_["withCtx"])(function (_ref2) {
          var authorization = _ref2.authorization;
          return [Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createElementVNode"])("td", AuthorizedAppsvue_type_template_id_3943af52_hoisted_9, [Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createVNode"])(_component_AppName, {
            authorization: authorization
          }, null, 8, ["authorization"])]), Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createElementVNode"])("td", {
            role: "cell",
            "data-label": _ctx.translate('OAuth2_MayDo')
          }, [Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createTextVNode"])(Object(external_commonjs_vue_commonjs2_vue_root_Vue_["toDisplayString"])(_ctx.scopeTitle(authorization.scope)) + " ", 1), Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createVNode"])(_component_AuthorizationPlaces, {
            authorization: authorization
          }, null, 8, ["authorization"])], 8, AuthorizedAppsvue_type_template_id_3943af52_hoisted_10)];
        }),
        _: 1
      }, 8, ["caption", "authorizations", "busy"])])) : Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createCommentVNode"])("", true)];
    }),
    _: 1
  }, 8, ["content-title", "load"]), Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createVNode"])(_component_MatomoDialog, {
    modelValue: _ctx.isAsking,
    "onUpdate:modelValue": _cache[1] || (_cache[1] = function ($event) {
      return _ctx.isAsking = $event;
    }),
    onYes: _cache[2] || (_cache[2] = function ($event) {
      return _ctx.confirmed = true;
    }),
    onCloseEnd: _cache[3] || (_cache[3] = function ($event) {
      return _ctx.closed();
    })
  }, {
    default: Object(external_commonjs_vue_commonjs2_vue_root_Vue_["withCtx"])(function () {
      return [Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createElementVNode"])("div", AuthorizedAppsvue_type_template_id_3943af52_hoisted_11, [Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createElementVNode"])("h2", null, Object(external_commonjs_vue_commonjs2_vue_root_Vue_["toDisplayString"])(_ctx.translate('OAuth2_RevokeMineQuestion', _ctx.askedName)), 1), Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createElementVNode"])("p", null, Object(external_commonjs_vue_commonjs2_vue_root_Vue_["toDisplayString"])(_ctx.translate('OAuth2_RevokeEnds')), 1), Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createElementVNode"])("ul", AuthorizedAppsvue_type_template_id_3943af52_hoisted_12, [(Object(external_commonjs_vue_commonjs2_vue_root_Vue_["openBlock"])(true), Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createElementBlock"])(external_commonjs_vue_commonjs2_vue_root_Vue_["Fragment"], null, Object(external_commonjs_vue_commonjs2_vue_root_Vue_["renderList"])(_ctx.asked, function (authorization) {
        return Object(external_commonjs_vue_commonjs2_vue_root_Vue_["openBlock"])(), Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createElementBlock"])("li", {
          key: authorization.id
        }, Object(external_commonjs_vue_commonjs2_vue_root_Vue_["toDisplayString"])(_ctx.scopeTitle(authorization.scope)) + " – " + Object(external_commonjs_vue_commonjs2_vue_root_Vue_["toDisplayString"])(_ctx.resourceTitle(authorization)), 1);
      }), 128))]), Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createElementVNode"])("p", null, Object(external_commonjs_vue_commonjs2_vue_root_Vue_["toDisplayString"])(_ctx.translate(_ctx.meaning)), 1), Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createElementVNode"])("input", {
        role: "yes",
        type: "button",
        value: _ctx.translate('OAuth2_Revoke')
      }, null, 8, AuthorizedAppsvue_type_template_id_3943af52_hoisted_13), Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createElementVNode"])("input", {
        role: "no",
        type: "button",
        value: _ctx.translate('General_Cancel')
      }, null, 8, AuthorizedAppsvue_type_template_id_3943af52_hoisted_14)])];
    }),
    _: 1
  }, 8, ["modelValue"])]);
}
// CONCATENATED MODULE: ./plugins/OAuth2/vue/src/AuthorizedApps/AuthorizedApps.vue?vue&type=template&id=3943af52

// CONCATENATED MODULE: ./node_modules/@vue/cli-plugin-babel/node_modules/cache-loader/dist/cjs.js??ref--12-0!./node_modules/@vue/cli-plugin-babel/node_modules/thread-loader/dist/cjs.js!./node_modules/babel-loader/lib!./node_modules/@vue/cli-service/node_modules/vue-loader-v16/dist/templateLoader.js??ref--6!./node_modules/@vue/cli-service/node_modules/cache-loader/dist/cjs.js??ref--0-0!./node_modules/@vue/cli-service/node_modules/vue-loader-v16/dist??ref--0-1!./plugins/OAuth2/vue/src/AuthorizedApps/AppName.vue?vue&type=template&id=37004bcc

var AppNamevue_type_template_id_37004bcc_hoisted_1 = {
  class: "oauth2-name"
};

var AppNamevue_type_template_id_37004bcc_hoisted_2 = /*#__PURE__*/Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createTextVNode"])( /*#__PURE__*/Object(external_commonjs_vue_commonjs2_vue_root_Vue_["toDisplayString"])(' ') + " ");

var AppNamevue_type_template_id_37004bcc_hoisted_3 = {
  key: 1,
  class: "oauth2-description"
};
function AppNamevue_type_template_id_37004bcc_render(_ctx, _cache, $props, $setup, $data, $options) {
  return Object(external_commonjs_vue_commonjs2_vue_root_Vue_["openBlock"])(), Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createElementBlock"])(external_commonjs_vue_commonjs2_vue_root_Vue_["Fragment"], null, [Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createElementVNode"])("span", AppNamevue_type_template_id_37004bcc_hoisted_1, Object(external_commonjs_vue_commonjs2_vue_root_Vue_["toDisplayString"])(_ctx.authorization.client_name), 1), _ctx.mark ? (Object(external_commonjs_vue_commonjs2_vue_root_Vue_["openBlock"])(), Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createElementBlock"])(external_commonjs_vue_commonjs2_vue_root_Vue_["Fragment"], {
    key: 0
  }, [AppNamevue_type_template_id_37004bcc_hoisted_2, Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createElementVNode"])("span", {
    class: Object(external_commonjs_vue_commonjs2_vue_root_Vue_["normalizeClass"])(["oauth2-mark", "oauth2-mark-".concat(_ctx.authorization.named_by)])
  }, Object(external_commonjs_vue_commonjs2_vue_root_Vue_["toDisplayString"])(_ctx.translate(_ctx.mark)), 3)], 64)) : Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createCommentVNode"])("", true), _ctx.authorization.client_host ? (Object(external_commonjs_vue_commonjs2_vue_root_Vue_["openBlock"])(), Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createElementBlock"])("span", AppNamevue_type_template_id_37004bcc_hoisted_3, Object(external_commonjs_vue_commonjs2_vue_root_Vue_["toDisplayString"])(_ctx.translate('OAuth2_ConsentClientHost')) + " " + Object(external_commonjs_vue_commonjs2_vue_root_Vue_["toDisplayString"])(_ctx.authorization.client_host), 1)) : Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createCommentVNode"])("", true)], 64);
}
// CONCATENATED MODULE: ./plugins/OAuth2/vue/src/AuthorizedApps/AppName.vue?vue&type=template&id=37004bcc

// CONCATENATED MODULE: ./node_modules/@vue/cli-plugin-typescript/node_modules/cache-loader/dist/cjs.js??ref--14-0!./node_modules/babel-loader/lib!./node_modules/@vue/cli-plugin-typescript/node_modules/ts-loader??ref--14-2!./node_modules/@vue/cli-service/node_modules/cache-loader/dist/cjs.js??ref--0-0!./node_modules/@vue/cli-service/node_modules/vue-loader-v16/dist??ref--0-1!./plugins/OAuth2/vue/src/AuthorizedApps/AppName.vue?vue&type=script&lang=ts

/** The translation keys of the marks. A name that an administrator gave needs none. */

var MARKS = {
  vendor: 'OAuth2_ConsentKnownAssistant',
  app: 'OAuth2_NameByApp'
};
/** The name of an app, and how far the user can rely on it. */

/* harmony default export */ var AppNamevue_type_script_lang_ts = (Object(external_commonjs_vue_commonjs2_vue_root_Vue_["defineComponent"])({
  props: {
    authorization: {
      type: Object,
      required: true
    }
  },
  computed: {
    mark: function mark() {
      return MARKS[this.authorization.named_by] || '';
    }
  }
}));
// CONCATENATED MODULE: ./plugins/OAuth2/vue/src/AuthorizedApps/AppName.vue?vue&type=script&lang=ts
 
// CONCATENATED MODULE: ./plugins/OAuth2/vue/src/AuthorizedApps/AppName.vue



AppNamevue_type_script_lang_ts.render = AppNamevue_type_template_id_37004bcc_render

/* harmony default export */ var AppName = (AppNamevue_type_script_lang_ts);
// CONCATENATED MODULE: ./node_modules/@vue/cli-plugin-typescript/node_modules/cache-loader/dist/cjs.js??ref--14-0!./node_modules/babel-loader/lib!./node_modules/@vue/cli-plugin-typescript/node_modules/ts-loader??ref--14-2!./node_modules/@vue/cli-service/node_modules/cache-loader/dist/cjs.js??ref--0-0!./node_modules/@vue/cli-service/node_modules/vue-loader-v16/dist??ref--0-1!./plugins/OAuth2/vue/src/AuthorizedApps/AuthorizedApps.vue?vue&type=script&lang=ts
function AuthorizedAppsvue_type_script_lang_ts_slicedToArray(arr, i) { return AuthorizedAppsvue_type_script_lang_ts_arrayWithHoles(arr) || AuthorizedAppsvue_type_script_lang_ts_iterableToArrayLimit(arr, i) || AuthorizedAppsvue_type_script_lang_ts_unsupportedIterableToArray(arr, i) || AuthorizedAppsvue_type_script_lang_ts_nonIterableRest(); }

function AuthorizedAppsvue_type_script_lang_ts_nonIterableRest() { throw new TypeError("Invalid attempt to destructure non-iterable instance.\nIn order to be iterable, non-array objects must have a [Symbol.iterator]() method."); }

function AuthorizedAppsvue_type_script_lang_ts_unsupportedIterableToArray(o, minLen) { if (!o) return; if (typeof o === "string") return AuthorizedAppsvue_type_script_lang_ts_arrayLikeToArray(o, minLen); var n = Object.prototype.toString.call(o).slice(8, -1); if (n === "Object" && o.constructor) n = o.constructor.name; if (n === "Map" || n === "Set") return Array.from(o); if (n === "Arguments" || /^(?:Ui|I)nt(?:8|16|32)(?:Clamped)?Array$/.test(n)) return AuthorizedAppsvue_type_script_lang_ts_arrayLikeToArray(o, minLen); }

function AuthorizedAppsvue_type_script_lang_ts_arrayLikeToArray(arr, len) { if (len == null || len > arr.length) len = arr.length; for (var i = 0, arr2 = new Array(len); i < len; i++) { arr2[i] = arr[i]; } return arr2; }

function AuthorizedAppsvue_type_script_lang_ts_iterableToArrayLimit(arr, i) { var _i = arr == null ? null : typeof Symbol !== "undefined" && arr[Symbol.iterator] || arr["@@iterator"]; if (_i == null) return; var _arr = []; var _n = true; var _d = false; var _s, _e; try { for (_i = _i.call(arr); !(_n = (_s = _i.next()).done); _n = true) { _arr.push(_s.value); if (i && _arr.length === i) break; } } catch (err) { _d = true; _e = err; } finally { try { if (!_n && _i["return"] != null) _i["return"](); } finally { if (_d) throw _e; } } return _arr; }

function AuthorizedAppsvue_type_script_lang_ts_arrayWithHoles(arr) { if (Array.isArray(arr)) return arr; }














/** The page Personal → Authorized apps, which lists the user's authorizations and revokes them. */

/* harmony default export */ var AuthorizedAppsvue_type_script_lang_ts = (Object(external_commonjs_vue_commonjs2_vue_root_Vue_["defineComponent"])({
  components: {
    AppName: AppName,
    AuthorizationPlaces: AuthorizationPlaces,
    AuthorizationTable: AuthorizationTable,
    LoadedBlock: LoadedBlock,
    MatomoDialog: external_CoreHome_["MatomoDialog"]
  },
  props: {
    clock: {
      type: Number,
      required: true
    },
    lists: {
      type: Object,
      required: true
    }
  },
  data: function data() {
    return {
      authorizations: [],
      busy: false,
      asked: [],
      asksForAll: false,
      isAsking: false,
      confirmed: false,
      pressed: null
    };
  },
  computed: {
    /** What each app has; the apps in the order of the list, which begins with the newest. */
    apps: function apps() {
      var live = this.authorizations.filter(isLive);
      return live.map(function (_ref) {
        var id = _ref.client_id;
        return id;
      }).filter(function (id, index, all) {
        return all.indexOf(id) === index;
      }).map(function (id) {
        return live.filter(function (authorization) {
          return authorization.client_id === id;
        });
      });
    },
    ended: function ended() {
      return this.authorizations.filter(function (authorization) {
        return !isLive(authorization);
      });
    },
    askedName: function askedName() {
      var _this$asked$;

      return ((_this$asked$ = this.asked[0]) === null || _this$asked$ === void 0 ? void 0 : _this$asked$.client_name) || '';
    },
    meaning: function meaning() {
      return this.asked.some(authorizations_actsByItself) ? 'OAuth2_RevokeOwnMeaning' : 'OAuth2_RevokeMeaning';
    }
  },
  created: function created() {
    useClock(this.clock);
    useLists(this.lists);
  },
  methods: {
    scopeTitle: scopeTitle,
    scopeMeaning: scopeMeaning,
    actsByItself: authorizations_actsByItself,
    resourceTitle: resourceTitle,
    load: async function load() {
      this.authorizations = await call('OAuth2.getMyAuthorizations');
    },
    ask: function ask(authorizations, all) {
      this.pressed = document.activeElement;
      this.asked = authorizations;
      this.asksForAll = all;
      this.confirmed = false;
      this.isAsking = true;
    },

    /** Moves the focus only now, because the dialog itself moves it as it closes. */
    closed: function closed() {
      if (this.confirmed) {
        this.revoke();
      } else if (this.pressed) {
        this.pressed.focus();
      }
    },
    revoke: async function revoke() {
      var _this = this;

      var _this$asked = AuthorizedAppsvue_type_script_lang_ts_slicedToArray(this.asked, 1),
          _this$asked$2 = _this$asked[0],
          id = _this$asked$2.id,
          clientId = _this$asked$2.client_id,
          name = _this$asked$2.client_name;

      this.busy = true;
      await makeChange(function () {
        return _this.asksForAll ? call('OAuth2.revokeMyApp', {
          clientId: clientId
        }) : call('OAuth2.revokeMyAuthorization', {
          authorizationId: id
        });
      }, function () {
        return _this.$refs.block.refresh();
      }, function () {
        return notify('success', _this.report(clientId, name));
      });
      this.busy = false;
    },

    /** What has ended; one of several authorizations leaves the app with the others. */
    report: function report(clientId, name) {
      var hasMore = this.apps.some(function (_ref2) {
        var _ref3 = AuthorizedAppsvue_type_script_lang_ts_slicedToArray(_ref2, 1),
            id = _ref3[0].client_id;

        return id === clientId;
      });
      return hasMore ? Object(external_CoreHome_["translate"])('OAuth2_Revoked') : Object(external_CoreHome_["translate"])('OAuth2_RevokedWhat', name);
    }
  }
}));
// CONCATENATED MODULE: ./plugins/OAuth2/vue/src/AuthorizedApps/AuthorizedApps.vue?vue&type=script&lang=ts
 
// CONCATENATED MODULE: ./plugins/OAuth2/vue/src/AuthorizedApps/AuthorizedApps.vue



AuthorizedAppsvue_type_script_lang_ts.render = AuthorizedAppsvue_type_template_id_3943af52_render

/* harmony default export */ var AuthorizedApps = (AuthorizedAppsvue_type_script_lang_ts);
// CONCATENATED MODULE: ./node_modules/@vue/cli-plugin-babel/node_modules/cache-loader/dist/cjs.js??ref--12-0!./node_modules/@vue/cli-plugin-babel/node_modules/thread-loader/dist/cjs.js!./node_modules/babel-loader/lib!./node_modules/@vue/cli-service/node_modules/vue-loader-v16/dist/templateLoader.js??ref--6!./node_modules/@vue/cli-service/node_modules/cache-loader/dist/cjs.js??ref--0-0!./node_modules/@vue/cli-service/node_modules/vue-loader-v16/dist??ref--0-1!./plugins/OAuth2/vue/src/ConnectAssistant/ConnectAssistant.vue?vue&type=template&id=d06bca62

var ConnectAssistantvue_type_template_id_d06bca62_hoisted_1 = {
  class: "oauth2"
};
var ConnectAssistantvue_type_template_id_d06bca62_hoisted_2 = ["href"];
var ConnectAssistantvue_type_template_id_d06bca62_hoisted_3 = {
  key: 1,
  class: "oauth2-after"
};
var ConnectAssistantvue_type_template_id_d06bca62_hoisted_4 = {
  class: "oauth2-after"
};
var ConnectAssistantvue_type_template_id_d06bca62_hoisted_5 = ["href"];
var ConnectAssistantvue_type_template_id_d06bca62_hoisted_6 = {
  key: 1,
  class: "oauth2-after"
};
var ConnectAssistantvue_type_template_id_d06bca62_hoisted_7 = ["href"];
function ConnectAssistantvue_type_template_id_d06bca62_render(_ctx, _cache, $props, $setup, $data, $options) {
  var _component_Alert = Object(external_commonjs_vue_commonjs2_vue_root_Vue_["resolveComponent"])("Alert");

  var _component_CopyField = Object(external_commonjs_vue_commonjs2_vue_root_Vue_["resolveComponent"])("CopyField");

  var _component_ConnectSteps = Object(external_commonjs_vue_commonjs2_vue_root_Vue_["resolveComponent"])("ConnectSteps");

  var _component_ContentBlock = Object(external_commonjs_vue_commonjs2_vue_root_Vue_["resolveComponent"])("ContentBlock");

  return Object(external_commonjs_vue_commonjs2_vue_root_Vue_["openBlock"])(), Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createElementBlock"])("div", ConnectAssistantvue_type_template_id_d06bca62_hoisted_1, [Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createVNode"])(_component_ContentBlock, {
    "content-title": _ctx.translate('OAuth2_WayAssistant')
  }, {
    default: Object(external_commonjs_vue_commonjs2_vue_root_Vue_["withCtx"])(function () {
      return [Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createElementVNode"])("p", null, Object(external_commonjs_vue_commonjs2_vue_root_Vue_["toDisplayString"])(_ctx.translate('OAuth2_ConnectIntro')), 1), (Object(external_commonjs_vue_commonjs2_vue_root_Vue_["openBlock"])(true), Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createElementBlock"])(external_commonjs_vue_commonjs2_vue_root_Vue_["Fragment"], null, Object(external_commonjs_vue_commonjs2_vue_root_Vue_["renderList"])(_ctx.guide.problems, function (problem) {
        return Object(external_commonjs_vue_commonjs2_vue_root_Vue_["openBlock"])(), Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createBlock"])(_component_Alert, {
          key: problem.text,
          severity: "info"
        }, {
          default: Object(external_commonjs_vue_commonjs2_vue_root_Vue_["withCtx"])(function () {
            return [Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createTextVNode"])(Object(external_commonjs_vue_commonjs2_vue_root_Vue_["toDisplayString"])(problem.text) + " ", 1), problem.href ? (Object(external_commonjs_vue_commonjs2_vue_root_Vue_["openBlock"])(), Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createElementBlock"])("a", {
              key: 0,
              href: problem.href,
              rel: "noopener noreferrer"
            }, Object(external_commonjs_vue_commonjs2_vue_root_Vue_["toDisplayString"])(problem.link), 9, ConnectAssistantvue_type_template_id_d06bca62_hoisted_2)) : Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createCommentVNode"])("", true)];
          }),
          _: 2
        }, 1024);
      }), 128)), _ctx.guide.address ? (Object(external_commonjs_vue_commonjs2_vue_root_Vue_["openBlock"])(), Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createElementBlock"])(external_commonjs_vue_commonjs2_vue_root_Vue_["Fragment"], {
        key: 0
      }, [Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createVNode"])(_component_CopyField, {
        name: "oauth2McpAddress",
        label: _ctx.translate('OAuth2_ConnectAddress'),
        text: _ctx.guide.address
      }, null, 8, ["label", "text"]), _ctx.guide.assistants.length ? (Object(external_commonjs_vue_commonjs2_vue_root_Vue_["openBlock"])(), Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createElementBlock"])(external_commonjs_vue_commonjs2_vue_root_Vue_["Fragment"], {
        key: 0
      }, [Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createElementVNode"])("h3", null, Object(external_commonjs_vue_commonjs2_vue_root_Vue_["toDisplayString"])(_ctx.translate('OAuth2_ConnectChoose')), 1), (Object(external_commonjs_vue_commonjs2_vue_root_Vue_["openBlock"])(true), Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createElementBlock"])(external_commonjs_vue_commonjs2_vue_root_Vue_["Fragment"], null, Object(external_commonjs_vue_commonjs2_vue_root_Vue_["renderList"])(_ctx.guide.assistants, function (assistant) {
        return Object(external_commonjs_vue_commonjs2_vue_root_Vue_["openBlock"])(), Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createBlock"])(_component_ConnectSteps, {
          key: assistant.key,
          assistant: assistant
        }, null, 8, ["assistant"]);
      }), 128))], 64)) : Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createCommentVNode"])("", true), _ctx.guide.others ? (Object(external_commonjs_vue_commonjs2_vue_root_Vue_["openBlock"])(), Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createElementBlock"])("div", ConnectAssistantvue_type_template_id_d06bca62_hoisted_3, Object(external_commonjs_vue_commonjs2_vue_root_Vue_["toDisplayString"])(_ctx.guide.others), 1)) : Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createCommentVNode"])("", true), Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createElementVNode"])("div", ConnectAssistantvue_type_template_id_d06bca62_hoisted_4, [Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createTextVNode"])(Object(external_commonjs_vue_commonjs2_vue_root_Vue_["toDisplayString"])(_ctx.translate('OAuth2_ConnectEnd')) + " ", 1), Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createElementVNode"])("a", {
        href: _ctx.appsUrl
      }, Object(external_commonjs_vue_commonjs2_vue_root_Vue_["toDisplayString"])(_ctx.translate('OAuth2_AuthorizedApps')), 9, ConnectAssistantvue_type_template_id_d06bca62_hoisted_5)])], 64)) : Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createCommentVNode"])("", true), _ctx.guide.manage && _ctx.guide.address ? (Object(external_commonjs_vue_commonjs2_vue_root_Vue_["openBlock"])(), Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createElementBlock"])("div", ConnectAssistantvue_type_template_id_d06bca62_hoisted_6, [Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createElementVNode"])("a", {
        href: _ctx.guide.manage
      }, Object(external_commonjs_vue_commonjs2_vue_root_Vue_["toDisplayString"])(_ctx.translate('OAuth2_ConnectManage')), 9, ConnectAssistantvue_type_template_id_d06bca62_hoisted_7)])) : Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createCommentVNode"])("", true)];
    }),
    _: 1
  }, 8, ["content-title"])]);
}
// CONCATENATED MODULE: ./plugins/OAuth2/vue/src/ConnectAssistant/ConnectAssistant.vue?vue&type=template&id=d06bca62

// CONCATENATED MODULE: ./node_modules/@vue/cli-plugin-babel/node_modules/cache-loader/dist/cjs.js??ref--12-0!./node_modules/@vue/cli-plugin-babel/node_modules/thread-loader/dist/cjs.js!./node_modules/babel-loader/lib!./node_modules/@vue/cli-service/node_modules/vue-loader-v16/dist/templateLoader.js??ref--6!./node_modules/@vue/cli-service/node_modules/cache-loader/dist/cjs.js??ref--0-0!./node_modules/@vue/cli-service/node_modules/vue-loader-v16/dist??ref--0-1!./plugins/OAuth2/vue/src/ConnectAssistant/ConnectSteps.vue?vue&type=template&id=62f1786a

var ConnectStepsvue_type_template_id_62f1786a_hoisted_1 = {
  class: "oauth2-connect"
};
var ConnectStepsvue_type_template_id_62f1786a_hoisted_2 = {
  class: "oauth2-name"
};

var ConnectStepsvue_type_template_id_62f1786a_hoisted_3 = /*#__PURE__*/Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createTextVNode"])(" " + /*#__PURE__*/Object(external_commonjs_vue_commonjs2_vue_root_Vue_["toDisplayString"])(' ') + " ");

var ConnectStepsvue_type_template_id_62f1786a_hoisted_4 = {
  class: "oauth2-vendor"
};
var ConnectStepsvue_type_template_id_62f1786a_hoisted_5 = {
  key: 0
};
var ConnectStepsvue_type_template_id_62f1786a_hoisted_6 = ["href"];
var ConnectStepsvue_type_template_id_62f1786a_hoisted_7 = {
  key: 1,
  class: "oauth2-command"
};
var ConnectStepsvue_type_template_id_62f1786a_hoisted_8 = ["aria-label"];
var ConnectStepsvue_type_template_id_62f1786a_hoisted_9 = {
  key: 0,
  class: "oauth2-note"
};
var ConnectStepsvue_type_template_id_62f1786a_hoisted_10 = ["href"];
function ConnectStepsvue_type_template_id_62f1786a_render(_ctx, _cache, $props, $setup, $data, $options) {
  var _component_CopyButton = Object(external_commonjs_vue_commonjs2_vue_root_Vue_["resolveComponent"])("CopyButton");

  return Object(external_commonjs_vue_commonjs2_vue_root_Vue_["openBlock"])(), Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createElementBlock"])("details", ConnectStepsvue_type_template_id_62f1786a_hoisted_1, [Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createElementVNode"])("summary", null, [Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createElementVNode"])("span", ConnectStepsvue_type_template_id_62f1786a_hoisted_2, Object(external_commonjs_vue_commonjs2_vue_root_Vue_["toDisplayString"])(_ctx.assistant.name), 1), ConnectStepsvue_type_template_id_62f1786a_hoisted_3, Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createElementVNode"])("span", ConnectStepsvue_type_template_id_62f1786a_hoisted_4, Object(external_commonjs_vue_commonjs2_vue_root_Vue_["toDisplayString"])(_ctx.assistant.vendor), 1)]), Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createElementVNode"])("ol", null, [(Object(external_commonjs_vue_commonjs2_vue_root_Vue_["openBlock"])(true), Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createElementBlock"])(external_commonjs_vue_commonjs2_vue_root_Vue_["Fragment"], null, Object(external_commonjs_vue_commonjs2_vue_root_Vue_["renderList"])(_ctx.assistant.steps, function (step) {
    return Object(external_commonjs_vue_commonjs2_vue_root_Vue_["openBlock"])(), Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createElementBlock"])("li", {
      key: step.text + step.code
    }, [Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createTextVNode"])(Object(external_commonjs_vue_commonjs2_vue_root_Vue_["toDisplayString"])(step.text) + " ", 1), step.href ? (Object(external_commonjs_vue_commonjs2_vue_root_Vue_["openBlock"])(), Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createElementBlock"])("div", ConnectStepsvue_type_template_id_62f1786a_hoisted_5, [Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createElementVNode"])("a", {
      class: "btn",
      href: step.href
    }, Object(external_commonjs_vue_commonjs2_vue_root_Vue_["toDisplayString"])(step.label), 9, ConnectStepsvue_type_template_id_62f1786a_hoisted_6)])) : Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createCommentVNode"])("", true), step.code ? (Object(external_commonjs_vue_commonjs2_vue_root_Vue_["openBlock"])(), Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createElementBlock"])("div", ConnectStepsvue_type_template_id_62f1786a_hoisted_7, [Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createElementVNode"])("pre", {
      class: "oauth2-code",
      tabindex: "0",
      role: "region",
      "aria-label": step.text
    }, [Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createElementVNode"])("code", null, Object(external_commonjs_vue_commonjs2_vue_root_Vue_["toDisplayString"])(step.code), 1)], 8, ConnectStepsvue_type_template_id_62f1786a_hoisted_8), Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createVNode"])(_component_CopyButton, {
      text: step.code,
      what: _ctx.assistant.name
    }, null, 8, ["text", "what"])])) : Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createCommentVNode"])("", true)]);
  }), 128))]), (Object(external_commonjs_vue_commonjs2_vue_root_Vue_["openBlock"])(true), Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createElementBlock"])(external_commonjs_vue_commonjs2_vue_root_Vue_["Fragment"], null, Object(external_commonjs_vue_commonjs2_vue_root_Vue_["renderList"])(_ctx.assistant.notes, function (note) {
    return Object(external_commonjs_vue_commonjs2_vue_root_Vue_["openBlock"])(), Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createElementBlock"])("div", {
      key: note,
      class: "oauth2-note"
    }, Object(external_commonjs_vue_commonjs2_vue_root_Vue_["toDisplayString"])(note), 1);
  }), 128)), _ctx.assistant.source ? (Object(external_commonjs_vue_commonjs2_vue_root_Vue_["openBlock"])(), Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createElementBlock"])("div", ConnectStepsvue_type_template_id_62f1786a_hoisted_9, [Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createTextVNode"])(Object(external_commonjs_vue_commonjs2_vue_root_Vue_["toDisplayString"])(_ctx.translate('OAuth2_ConnectSource', _ctx.assistant.name)) + " ", 1), Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createElementVNode"])("a", {
    href: _ctx.assistant.source,
    target: "_blank",
    rel: "noreferrer noopener"
  }, Object(external_commonjs_vue_commonjs2_vue_root_Vue_["toDisplayString"])(_ctx.assistant.source), 9, ConnectStepsvue_type_template_id_62f1786a_hoisted_10)])) : Object(external_commonjs_vue_commonjs2_vue_root_Vue_["createCommentVNode"])("", true)]);
}
// CONCATENATED MODULE: ./plugins/OAuth2/vue/src/ConnectAssistant/ConnectSteps.vue?vue&type=template&id=62f1786a

// CONCATENATED MODULE: ./node_modules/@vue/cli-plugin-typescript/node_modules/cache-loader/dist/cjs.js??ref--14-0!./node_modules/babel-loader/lib!./node_modules/@vue/cli-plugin-typescript/node_modules/ts-loader??ref--14-2!./node_modules/@vue/cli-service/node_modules/cache-loader/dist/cjs.js??ref--0-0!./node_modules/@vue/cli-service/node_modules/vue-loader-v16/dist??ref--0-1!./plugins/OAuth2/vue/src/ConnectAssistant/ConnectSteps.vue?vue&type=script&lang=ts


/** The steps for one assistant, folded away until the user chooses it. */

/* harmony default export */ var ConnectStepsvue_type_script_lang_ts = (Object(external_commonjs_vue_commonjs2_vue_root_Vue_["defineComponent"])({
  components: {
    CopyButton: CopyButton
  },
  props: {
    assistant: {
      type: Object,
      required: true
    }
  }
}));
// CONCATENATED MODULE: ./plugins/OAuth2/vue/src/ConnectAssistant/ConnectSteps.vue?vue&type=script&lang=ts
 
// CONCATENATED MODULE: ./plugins/OAuth2/vue/src/ConnectAssistant/ConnectSteps.vue



ConnectStepsvue_type_script_lang_ts.render = ConnectStepsvue_type_template_id_62f1786a_render

/* harmony default export */ var ConnectSteps = (ConnectStepsvue_type_script_lang_ts);
// CONCATENATED MODULE: ./node_modules/@vue/cli-plugin-typescript/node_modules/cache-loader/dist/cjs.js??ref--14-0!./node_modules/babel-loader/lib!./node_modules/@vue/cli-plugin-typescript/node_modules/ts-loader??ref--14-2!./node_modules/@vue/cli-service/node_modules/cache-loader/dist/cjs.js??ref--0-0!./node_modules/@vue/cli-service/node_modules/vue-loader-v16/dist??ref--0-1!./plugins/OAuth2/vue/src/ConnectAssistant/ConnectAssistant.vue?vue&type=script&lang=ts




/** The page Personal → Connect an assistant. All that it shows comes with the page. */

/* harmony default export */ var ConnectAssistantvue_type_script_lang_ts = (Object(external_commonjs_vue_commonjs2_vue_root_Vue_["defineComponent"])({
  components: {
    Alert: external_CoreHome_["Alert"],
    ConnectSteps: ConnectSteps,
    ContentBlock: external_CoreHome_["ContentBlock"],
    CopyField: CopyField
  },
  props: {
    guide: {
      type: Object,
      required: true
    }
  },
  data: function data() {
    return {
      appsUrl: 'index.php?module=OAuth2&action=authorizedApps'
    };
  }
}));
// CONCATENATED MODULE: ./plugins/OAuth2/vue/src/ConnectAssistant/ConnectAssistant.vue?vue&type=script&lang=ts
 
// CONCATENATED MODULE: ./plugins/OAuth2/vue/src/ConnectAssistant/ConnectAssistant.vue



ConnectAssistantvue_type_script_lang_ts.render = ConnectAssistantvue_type_template_id_d06bca62_render

/* harmony default export */ var ConnectAssistant = (ConnectAssistantvue_type_script_lang_ts);
// CONCATENATED MODULE: ./plugins/OAuth2/vue/src/index.ts
/*!
 * SPDX-License-Identifier: GPL-3.0-or-later
 */



// CONCATENATED MODULE: ./node_modules/@vue/cli-service/lib/commands/build/entry-lib-no-default.js




/***/ })

/******/ });
});
//# sourceMappingURL=OAuth2.umd.js.map