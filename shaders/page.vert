#version 330 core
// One triangle over the whole viewport.
uniform vec2 viewport;  // pixels
uniform float up;       // 1; -1 if the first row is the top row
out vec2 pixel;         // downwards

void main()
{
    vec2 corner = vec2(gl_VertexID == 1 ? 3.0 : -1.0, gl_VertexID == 2 ? 3.0 : -1.0);
    pixel = vec2(corner.x + 1.0, 1.0 - corner.y) * 0.5 * viewport;
    gl_Position = vec4(corner.x, up * corner.y, 0.0, 1.0);
}
