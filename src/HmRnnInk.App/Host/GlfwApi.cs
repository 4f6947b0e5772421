using System.Runtime.InteropServices;

namespace HmRnnInk.App.Host;

/// <summary>The part of GLFW 3.3 that the window uses, from the system's library. Constants and layouts are those of glfw3.h.</summary>
internal static partial class GlfwApi
{
    public const int Release = 0, Press = 1;
    public const int ContentScaleToMonitor = 0x0002200C;
    public const int ContextVersionMajor = 0x00022002, ContextVersionMinor = 0x00022003;
    public const int OpenGlForwardCompatible = 0x00022006, OpenGlProfile = 0x00022008, OpenGlCoreProfile = 0x00032001;
    public const int DepthBits = 0x00021005, StencilBits = 0x00021006;
    public const int MiddleButton = 2;

    /// <summary>The keys on the left side. The codes of those on the right side are larger by four.</summary>
    public const int LeftShift = 340, LeftControl = 341, LeftAlt = 342;

    public const int CrosshairCursor = 0x00036003;
    public const int DontCare = -1;

    private const string Library = "libglfw.so.3";

    public delegate void ErrorCallback(int code, nint description);

    public delegate void CursorPositionCallback(nint window, double x, double y);

    public delegate void MouseButtonCallback(nint window, int button, int action, int modifiers);

    public delegate void ScrollCallback(nint window, double x, double y);

    public delegate void KeyCallback(nint window, int key, int scancode, int action, int modifiers);

    public delegate void CharacterCallback(nint window, uint codepoint);

    public delegate void DropCallback(nint window, int count, nint paths);

    public delegate void FocusCallback(nint window, int focused);

    public delegate void ContentScaleCallback(nint window, float x, float y);

    public delegate void SizeCallback(nint window, int width, int height);

    [LibraryImport(Library, EntryPoint = "glfwInit")]
    public static partial int Init();

    [LibraryImport(Library, EntryPoint = "glfwTerminate")]
    public static partial void Terminate();

    [LibraryImport(Library, EntryPoint = "glfwSetErrorCallback")]
    public static partial nint SetErrorCallback(ErrorCallback? callback);

    [LibraryImport(Library, EntryPoint = "glfwWindowHint")]
    public static partial void WindowHint(int hint, int value);

    [LibraryImport(Library, EntryPoint = "glfwCreateWindow", StringMarshalling = StringMarshalling.Utf8)]
    public static partial nint CreateWindow(int width, int height, string title, nint monitor, nint share);

    [LibraryImport(Library, EntryPoint = "glfwDestroyWindow")]
    public static partial void DestroyWindow(nint window);

    [LibraryImport(Library, EntryPoint = "glfwGetKey")]
    public static partial int GetKey(nint window, int key);

    /// <returns>UTF-8: what the key types without modifiers in the current keyboard layout; 0 if it types nothing.</returns>
    [LibraryImport(Library, EntryPoint = "glfwGetKeyName")]
    public static partial nint GetKeyName(int key, int scancode);

    [LibraryImport(Library, EntryPoint = "glfwSetClipboardString", StringMarshalling = StringMarshalling.Utf8)]
    public static partial void SetClipboardString(nint window, string text);

    [LibraryImport(Library, EntryPoint = "glfwSetWindowTitle", StringMarshalling = StringMarshalling.Utf8)]
    public static partial void SetWindowTitle(nint window, string title);

    [LibraryImport(Library, EntryPoint = "glfwGetWindowPos")]
    public static partial void GetWindowPosition(nint window, out int x, out int y);

    /// <param name="monitor">The monitor that the window fills; 0 for a window that fills none.</param>
    [LibraryImport(Library, EntryPoint = "glfwSetWindowMonitor")]
    public static partial void SetWindowMonitor(nint window, nint monitor, int x, int y, int width, int height, int refreshRate);

    /// <returns>UTF-8 that GLFW owns; 0 if the clipboard has no text.</returns>
    [LibraryImport(Library, EntryPoint = "glfwGetClipboardString")]
    public static partial nint GetClipboardString(nint window);

    [LibraryImport(Library, EntryPoint = "glfwSetWindowSizeLimits")]
    public static partial void SetWindowSizeLimits(nint window, int minWidth, int minHeight, int maxWidth, int maxHeight);

    [LibraryImport(Library, EntryPoint = "glfwGetWindowSize")]
    public static partial void GetWindowSize(nint window, out int width, out int height);

    [LibraryImport(Library, EntryPoint = "glfwGetFramebufferSize")]
    public static partial void GetFramebufferSize(nint window, out int width, out int height);

    [LibraryImport(Library, EntryPoint = "glfwGetWindowContentScale")]
    public static partial void GetWindowContentScale(nint window, out float x, out float y);

    [LibraryImport(Library, EntryPoint = "glfwWindowShouldClose")]
    public static partial int WindowShouldClose(nint window);

    [LibraryImport(Library, EntryPoint = "glfwSetWindowShouldClose")]
    public static partial void SetWindowShouldClose(nint window, int value);

    [LibraryImport(Library, EntryPoint = "glfwSetWindowIcon")]
    public static unsafe partial void SetWindowIcon(nint window, int count, Image* images);

    [LibraryImport(Library, EntryPoint = "glfwMakeContextCurrent")]
    public static partial void MakeContextCurrent(nint window);

    [LibraryImport(Library, EntryPoint = "glfwGetProcAddress", StringMarshalling = StringMarshalling.Utf8)]
    public static partial nint GetProcAddress(string name);

    [LibraryImport(Library, EntryPoint = "glfwSwapInterval")]
    public static partial void SwapInterval(int interval);

    [LibraryImport(Library, EntryPoint = "glfwSwapBuffers")]
    public static partial void SwapBuffers(nint window);

    [LibraryImport(Library, EntryPoint = "glfwPollEvents")]
    public static partial void PollEvents();

    [LibraryImport(Library, EntryPoint = "glfwWaitEventsTimeout")]
    public static partial void WaitEventsTimeout(double seconds);

    [LibraryImport(Library, EntryPoint = "glfwCreateStandardCursor")]
    public static partial nint CreateStandardCursor(int shape);

    [LibraryImport(Library, EntryPoint = "glfwSetCursor")]
    public static partial void SetCursor(nint window, nint cursor);

    /// <returns>0 if GLFW does not use X11. The library may then lack this function.</returns>
    [LibraryImport(Library, EntryPoint = "glfwGetX11Display")]
    public static partial nint GetX11Display();

    [LibraryImport(Library, EntryPoint = "glfwGetPrimaryMonitor")]
    public static partial nint GetPrimaryMonitor();

    /// <returns>Six ints: width, height, the bits of red, green and blue, and the refresh rate in Hz. Null if it is unknown.</returns>
    [LibraryImport(Library, EntryPoint = "glfwGetVideoMode")]
    public static unsafe partial int* GetVideoMode(nint monitor);

    [LibraryImport(Library, EntryPoint = "glfwSetCursorPosCallback")]
    public static partial nint SetCursorPositionCallback(nint window, CursorPositionCallback callback);

    [LibraryImport(Library, EntryPoint = "glfwSetMouseButtonCallback")]
    public static partial nint SetMouseButtonCallback(nint window, MouseButtonCallback callback);

    [LibraryImport(Library, EntryPoint = "glfwSetScrollCallback")]
    public static partial nint SetScrollCallback(nint window, ScrollCallback callback);

    [LibraryImport(Library, EntryPoint = "glfwSetKeyCallback")]
    public static partial nint SetKeyCallback(nint window, KeyCallback callback);

    [LibraryImport(Library, EntryPoint = "glfwSetCharCallback")]
    public static partial nint SetCharacterCallback(nint window, CharacterCallback callback);

    [LibraryImport(Library, EntryPoint = "glfwSetDropCallback")]
    public static partial nint SetDropCallback(nint window, DropCallback callback);

    [LibraryImport(Library, EntryPoint = "glfwSetWindowFocusCallback")]
    public static partial nint SetFocusCallback(nint window, FocusCallback callback);

    [LibraryImport(Library, EntryPoint = "glfwSetWindowContentScaleCallback")]
    public static partial nint SetContentScaleCallback(nint window, ContentScaleCallback callback);

    [LibraryImport(Library, EntryPoint = "glfwSetFramebufferSizeCallback")]
    public static partial nint SetFramebufferSizeCallback(nint window, SizeCallback callback);

    [LibraryImport(Library, EntryPoint = "glfwSetWindowSizeCallback")]
    public static partial nint SetWindowSizeCallback(nint window, SizeCallback callback);

    public unsafe struct Image
    {
        public int Width, Height;
        public byte* Pixels;
    }
}
