/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * What cppcheck has to know of Zend's macros: it reads no system headers, and cannot parse a statement that is one.
 * Each parameter macro assigns, so that cppcheck sees the variables filled.
 */
#define ZEND_BEGIN_MODULE_GLOBALS(name) typedef struct {
#define ZEND_END_MODULE_GLOBALS(name) } zend_##name##_globals;
#define ZEND_EXTERN_MODULE_GLOBALS(name)
#define ZEND_DECLARE_MODULE_GLOBALS(name)
#define ZEND_TSRMLS_CACHE_EXTERN()
#define ZEND_TSRMLS_CACHE_DEFINE()
#define ZEND_FUNCTION(name) void zif_##name(zend_execute_data *execute_data, zval *return_value)
#define ZEND_METHOD(class_name, name) void zim_##class_name##_##name(zend_execute_data *execute_data, zval *return_value)
#define PHP_MINIT_FUNCTION(name) int zm_startup_##name(int type, int module_number)
#define PHP_MSHUTDOWN_FUNCTION(name) int zm_shutdown_##name(int type, int module_number)
#define PHP_MINFO_FUNCTION(name) void zm_info_##name(void *zend_module)
#define PHP_GINIT_FUNCTION(name) void zm_globals_ctor_##name(void *name##_globals)
#define PHP_GSHUTDOWN_FUNCTION(name) void zm_globals_dtor_##name(void *name##_globals)
#define ZEND_PARSE_PARAMETERS_START(least, most) {
#define ZEND_PARSE_PARAMETERS_END() }
#define ZEND_PARSE_PARAMETERS_NONE()
#define Z_PARAM_OPTIONAL
#define Z_PARAM_STR(target) (target) = zend_parameter();
#define Z_PARAM_STR_OR_NULL(target) (target) = zend_parameter();
#define Z_PARAM_LONG(target) (target) = zend_parameter_long();
#define Z_PARAM_LONG_OR_NULL(target, is_null) (target) = zend_parameter_long(); (is_null) = zend_parameter_bool();
#define Z_PARAM_ARRAY(target) (target) = zend_parameter();
#define Z_PARAM_ARRAY_HT(target) (target) = zend_parameter();
#define Z_PARAM_ARRAY_HT_OR_STR(array, string) (array) = zend_parameter(); (string) = zend_parameter();
#define Z_PARAM_OBJECT_OF_CLASS(target, ce) (target) = zend_parameter();
#define Z_PARAM_OBJ_OF_CLASS(target, ce) (target) = zend_parameter();
#define Z_PARAM_OBJECT(target) (target) = zend_parameter();
#define Z_PARAM_OBJ(target) (target) = zend_parameter();
#define Z_PARAM_VARIADIC(mode, target, count) (target) = zend_parameter(); (count) = zend_parameter_long();
#define ZEND_HASH_FOREACH_VAL(array, value) while (((value) = zend_next(array))) {
#define ZEND_HASH_FOREACH_STR_KEY_VAL(array, name, value) while (((value) = zend_next(array))) { (name) = zend_name(array);
#define ZEND_HASH_FOREACH_KEY(array, index, name) while (zend_next(array)) { (index) = zend_index(array); (name) = zend_name(array);
#define ZEND_HASH_FOREACH_KEY_VAL(array, index, name, value) while (((value) = zend_next(array))) { (index) = zend_index(array); (name) = zend_name(array);
#define ZEND_HASH_FOREACH_END() }
#define ZEND_HANDLE_NUMERIC(name, index) zend_is_numeric(name, &(index))
#define ZEND_COLD
#define ZEND_ATTRIBUTE_FORMAT(type, text, first)
#define ZEND_ASSERT(condition)
#define RETURN_THROWS() return
#define RETURN_STR(value) { zend_return(value); return; }
#define RETURN_NEW_STR(value) { zend_return(value); return; }
#define RETURN_BOOL(value) { zend_return(value); return; }
#define RETURN_FALSE return
#define RETURN_TRUE return
#define RETURN_NULL() return
#define RETURN_LONG(value) { zend_return(value); return; }
#define RETURN_COPY(value) { zend_return(value); return; }
